// Shows how a part is cited where the reader is, and copies it. Without this, the links lead to a page with the same.
(() => {
  "use strict";
  let dialog;

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    (dialog && dialog.open ? dialog : document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function addButtons(place) {
    place.querySelectorAll(".cite-text").forEach((text) => {
      const heading = text.previousElementSibling;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cite-copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy " + (heading ? heading.textContent : "this"));
      button.addEventListener("click", () =>
        copy(text.textContent.trim()).then(
          () => { button.textContent = "Copied"; },
          () => { button.textContent = "Select the text and copy it"; },
        ),
      );
      text.after(button);
    });
  }

  function make() {
    dialog = document.createElement("dialog");
    dialog.className = "cite-dialog";
    dialog.setAttribute("aria-labelledby", "cite-dialog-title");
    dialog.innerHTML =
      '<h2 id="cite-dialog-title" tabindex="-1">Cite</h2><div class="cite-shown"></div>' +
      '<button type="button" class="cite-close" aria-label="Close">×</button>';
    dialog.querySelector(".cite-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    document.body.append(dialog);
  }

  function show(page, link) {
    if (!dialog) make();
    const content = new DOMParser().parseFromString(page, "text/html").querySelector(".cite-content");
    content.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    content.querySelectorAll("a[href]").forEach((element) => {
      element.setAttribute("href", new URL(element.getAttribute("href"), link.href).href);
    });
    dialog.querySelector(".cite-shown").replaceChildren(content);
    addButtons(content);
    dialog.addEventListener("close", () => link.focus({ preventScroll: true }), { once: true });
    dialog.showModal();
    dialog.querySelector("h2").focus();
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest && event.target.closest("a.cite-link");
    // a page opened from a folder may not read its neighbours; the link then does what links do
    if (!link || location.protocol === "file:" || typeof HTMLDialogElement === "undefined") return;
    event.preventDefault();
    fetch(link.href)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
      .then((page) => show(page, link))
      .catch(() => { location.href = link.href; });
  });

  if (document.body && document.body.classList.contains("cite-page")) addButtons(document);
})();
