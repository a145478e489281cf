/* The frame: drawer, narrow navigation, workspace form, copied link. Everything listens on the document, because
   Dash draws and redraws the elements. */
(function () {
  "use strict";
  const NARROW = "postlens-narrow";
  const root = document.documentElement;

  function remembered() { try { return localStorage.getItem(NARROW) === "yes"; } catch (refused) { return false; } }
  root.classList.toggle("side-narrow", remembered());

  function drawer(open) {
    root.classList.toggle("menu-open", open);
    const button = document.querySelector("[data-menu='open']");
    if (button) button.setAttribute("aria-expanded", String(open));
    const first = document.querySelector(".side select, .side a");
    // The drawer takes no focus before it has become visible.
    if (open && first) window.setTimeout(function () { first.focus(); }, 60);
    if (!open && button && document.activeElement && document.activeElement.closest(".side")) button.focus();
  }
  function collapse() {
    const narrow = root.classList.toggle("side-narrow");
    try { localStorage.setItem(NARROW, narrow ? "yes" : "no"); } catch (refused) { /* Lasts for this page. */ }
    window.dispatchEvent(new Event("resize"));
  }

  async function copy(button) {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(window.location.href);
      button.textContent = window.postlensSay("Link copied");
      button.dataset.copied = "yes";
    } catch (refused) {
      // Browsers offer the clipboard only over HTTPS: show the link so that it can be copied by hand.
      window.prompt(window.postlensSay("Copy this link"), window.location.href);
    }
    window.setTimeout(function () { button.textContent = words; delete button.dataset.copied; }, 2000);
  }

  // The tray is drawn anew whenever it looks at the jobs, and whoever reads in it goes on reading.
  let reading = false;
  function keepOpen() {
    const tray = document.querySelector(".tray details");
    if (reading && tray && !tray.open) tray.open = true;
  }
  new MutationObserver(keepOpen).observe(root, { subtree: true, childList: true });

  document.addEventListener("click", function (event) {
    const target = event.target;
    if (!target.closest) return;
    const summary = target.closest(".tray summary");
    if (summary) reading = !summary.parentNode.open;
    else if (!target.closest(".tray")) reading = false;
    const menu = target.closest("[data-menu]");
    if (menu && menu.dataset.menu === "collapse") collapse();
    else if (menu) drawer(menu.dataset.menu === "open" && !root.classList.contains("menu-open"));
    else if (target.closest(".side a")) drawer(false);
    const button = target.closest("[data-copy='address']");
    if (button && !button.dataset.copied) copy(button);
    const tray = document.querySelector(".tray details[open]");
    if (tray && !target.closest(".tray")) tray.open = false;
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    if (root.classList.contains("menu-open")) drawer(false);
    const tray = document.querySelector(".tray details[open]");
    reading = false;
    if (tray) { tray.open = false; tray.querySelector("summary").focus(); }
  });
  document.addEventListener("change", function (event) {
    const form = event.target.form;
    if (!form || form.dataset.submit !== "change") return;
    // Filters belong to the workspace that is left, so only the page is kept.
    if (form.elements.next) form.elements.next.value = window.location.pathname;
    form.requestSubmit();
  });

  // Whoever changes the language stays where they are, filters and all.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.here) form.elements[form.dataset.here].value = window.location.pathname + window.location.search;
  });

  // The link of the page that is open says so to screen readers as well.
  function mark() {
    document.querySelectorAll(".side a.side-link").forEach(function (link) {
      if (link.classList.contains("active")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }
  new MutationObserver(mark).observe(root, { subtree: true, attributes: true, attributeFilter: ["class"] });
})();
