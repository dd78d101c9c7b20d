// Turns neighbouring fieldsets of one text in three languages into tabs; without this script all three stand below each other.

"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const words = document.getElementById("admin-words").dataset;
  let count = 0;

  const isEmpty = (field) => field.value.trim() === "";

  function textFields(panel) {
    return [...panel.querySelectorAll("input[type=text], input[type=url], textarea")];
  }

  function build(fieldsets) {
    const list = document.createElement("div");
    list.className = "language-tabs";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", words.languages);

    const panels = fieldsets.map((fieldset) => {
      const panel = document.createElement("div");
      fieldset.before(panel);
      panel.append(fieldset);
      return panel;
    });

    const tabs = panels.map((panel) => {
      const heading = panel.querySelector(".fieldset-heading");
      const tab = document.createElement("button");
      count += 1;
      tab.type = "button";
      tab.id = `language-tab-${count}`;
      panel.id = `language-panel-${count}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      const name = document.createElement("span");
      name.textContent = heading.textContent;
      name.lang = textFields(panel)[0]?.lang ?? "";
      const missing = document.createElement("small");
      tab.append(name, missing);
      heading.hidden = true;
      list.append(tab);
      return tab;
    });

    function select(index, focus) {
      panels.forEach((panel, other) => {
        panel.hidden = other !== index;
        tabs[other].setAttribute("aria-selected", String(other === index));
        tabs[other].tabIndex = other === index ? 0 : -1;
      });
      if (focus) tabs[index].focus();
    }

    // What is written in one language and missing in another is told on the other's tab.
    function tellMissing() {
      const rows = panels.map(textFields);
      rows.forEach((fields, index) => {
        const missing = fields.filter((field, row) => isEmpty(field) && rows.some((all) => all[row] && !isEmpty(all[row]))).length;
        const errors = panels[index].querySelector(".errors, .errorlist");
        tabs[index].lastChild.textContent = errors ? words.errors : missing ? `${words.empty} ${missing}` : "";
        tabs[index].classList.toggle("has-errors", Boolean(errors));
      });
    }

    list.addEventListener("click", (event) => {
      const index = tabs.indexOf(event.target.closest("[role=tab]"));
      if (index >= 0) select(index, false);
    });
    list.addEventListener("keydown", (event) => {
      const here = tabs.indexOf(document.activeElement);
      const last = tabs.length - 1;
      const to = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      select(to, true);
    });
    panels.forEach((panel, index) => {
      panel.addEventListener("input", tellMissing);
      panel.addEventListener("invalid", () => select(index, false), true);
    });

    panels[0].before(list);
    tellMissing();
    const wrong = tabs.findIndex((tab) => tab.classList.contains("has-errors"));
    const own = panels.findIndex((panel) => textFields(panel)[0]?.lang === document.documentElement.lang);
    select(Math.max(wrong >= 0 ? wrong : own, 0), false);
  }

  const parents = new Set([...document.querySelectorAll("fieldset.language-fields")].map((fieldset) => fieldset.parentElement));
  for (const parent of parents) {
    const fieldsets = [...parent.children].filter((child) => child.matches("fieldset.language-fields"));
    if (fieldsets.length > 1) build(fieldsets);
  }
});
