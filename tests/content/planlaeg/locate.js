// Finds things as people do: by what they are and what they are called.
(() => {
  const byName = (name, elements) => {
    const seen = [...elements].filter((one) => one.getClientRects().length);
    const called = (one) => {
      const label = one.getAttribute("aria-label");
      const of = one.labels?.length ? [...one.labels].map((l) => l.textContent).join(" ") : "";
      return (label ?? (of || one.textContent)).replace(/\s+/g, " ").trim();
    };
    return (
      seen.find((one) => called(one) === name) ?? seen.find((one) => called(one).startsWith(name))
    );
  };
  const kinds = {
    button: "button, summary",
    field: "input, textarea, select",
    choice: "input[type=radio], input[type=checkbox]",
  };
  window.locate = (kind, name, within = "body") => {
    for (const part of document.querySelectorAll(within)) {
      const found = byName(name, part.querySelectorAll(kinds[kind]));
      if (found) return found;
    }
    throw new Error(`the page has no ${kind} “${name}”`);
  };
})();
