from gridimpact.ui.main import run

run()
