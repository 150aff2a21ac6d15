from gridimpact.ui.app.main import run

run()
