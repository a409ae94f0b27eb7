// Small comforts. Every page works without this file.
(() => {
  "use strict";

  const openMenus = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // After a refused form the list of what is wrong is the first thing to read.
  const readErrors = (root) => root.querySelector("[data-error-summary]")?.focus();
  readErrors(document);
  document.addEventListener("htmx:afterSwap", (event) => readErrors(event.detail.target));

  // What is selected in the text of the article is what a comment is about.
  document.addEventListener("selectionchange", () => {
    const passage = document.querySelector("textarea[data-passage]");
    const selection = document.getSelection();
    const article = selection?.anchorNode?.parentElement?.closest(".clause-text");
    const words = selection?.toString().replace(/\s+/g, " ").trim();
    if (passage && article && words) passage.value = words.slice(0, 500);
  });

  // A second press on a button that is already at work does nothing.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (event.target.dataset.busy) {
      event.preventDefault();
      return;
    }
    event.target.dataset.busy = "true";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-busy]")) delete form.dataset.busy;
    for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  });
})();
