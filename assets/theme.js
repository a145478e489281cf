/* Light or dark: what the person chose, else what the system says. Meant to run in the head, before the first
   paint; Dash loads it again with the other scripts, so a second run changes nothing. */
(function () {
  "use strict";
  if (window.postlensTheme) return;
  const KEY = "postlens-theme";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }
  function apply() {
    const theme = chosen() || (dark.matches ? "dark" : "light");
    root.setAttribute("data-bs-theme", theme);
    // The grid reads its own attribute, and only on the body or above the grid.
    root.setAttribute("data-ag-theme-mode", theme);
    document.querySelectorAll("[data-theme] i").forEach(function (icon) {
      icon.className = theme === "dark" ? "bi bi-sun" : "bi bi-moon";
    });
  }
  function change() {
    const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    try { localStorage.setItem(KEY, next); } catch (refused) { /* The choice then lasts for this page. */ }
    root.setAttribute("data-bs-theme", next);
    if (chosen() === next) { apply(); } else { root.setAttribute("data-ag-theme-mode", next); }
  }

  window.postlensTheme = { change: change, apply: apply };
  root.classList.add("has-scripts");
  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("storage", function (event) { if (event.key === KEY) apply(); });
  document.addEventListener("DOMContentLoaded", apply);
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-theme='switch']")) change();
  });
})();
