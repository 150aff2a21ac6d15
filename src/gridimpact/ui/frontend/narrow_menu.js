// Closes the menu of a narrow screen once a page was chosen. One listener for the document, whatever is drawn anew.
const WATCHED = Symbol.for("gridimpact.narrow_menu");
const NARROW_PX = 768;
const AFTER_MS = 150; // Streamlit may close it itself first

function close() {
  const menu = document.querySelector('[data-testid="stSidebar"]');
  if (menu?.dataset.collapsed === "false") menu.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

function clicked(event) {
  if (window.innerWidth > NARROW_PX || !event.target.closest?.('[data-testid="stSidebarNavLink"]')) return;
  setTimeout(close, AFTER_MS);
}

export default function () {
  if (globalThis[WATCHED]) return;
  globalThis[WATCHED] = true;
  document.addEventListener("click", clicked);
}
