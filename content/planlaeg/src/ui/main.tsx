/** The planning page begins here. */
import "../logic/hook";
import { render } from "preact";
import { data } from "../logic/data";
import { App } from "./app";
import { listen, openStick } from "./open";
import { drawnBy } from "./signals";
import { redo, undo } from "./store";

const page = document.getElementById("page");
const draw = (): void => {
  if (page) render(<App />, page);
};

addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) return;
  if ((event.target as Element).matches("textarea, input:not([type=radio], [type=checkbox])")) return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) redo();
  else undo();
});

const style = new CSSStyleSheet();
style.replaceSync(data.style);
document.adoptedStyleSheets = [style];
page?.replaceChildren();
drawnBy(draw);
listen();
openStick();
draw();
