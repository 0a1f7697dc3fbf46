// The pages of the training work without this; with it a click on an image needs no request, and the keys choose squares and points.

const squares = document.querySelector("[data-squares]");
if (squares) {
  const boxes = [...squares.querySelectorAll("input[type=checkbox]")];
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.repeat) return;
    const box = boxes.length <= 9 && /^[1-9]$/.test(e.key) ? boxes[Number(e.key) - 1] : null;
    if (box) {
      e.preventDefault();
      box.click();
    } else if (e.key === "Enter" && !e.target.closest("a, button, summary")) {
      e.preventDefault();
      squares.closest("form").requestSubmit();
    }
  });
}

const picture = document.querySelector("[data-points]");
if (picture) {
  const image = picture.querySelector("input[type=image]");
  const marks = picture.querySelector("svg");
  const field = document.getElementById("points");
  const told = document.getElementById("points-set");
  const undo = document.getElementById("undo");
  const [width, height] = [image.width, image.height].map((n, i) => Number(image.getAttribute(i ? "height" : "width")) || n);
  const cross = { x: Math.round(width / 2), y: Math.round(height / 2), isShown: false };

  const read = () => field.value.split(";").map((p) => p.split(",").map(Number)).filter(([x, y]) => Number.isInteger(x) && Number.isInteger(y));
  const element = (name, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const draw = () => {
    const points = read();
    marks.replaceChildren(...points.map(([x, y], i) => {
      const group = element("g", {});
      group.append(element("circle", { cx: x, cy: y, r: 10 }), element("text", { x, y: y + 4 }, i + 1));
      return group;
    }));
    if (cross.isShown) marks.append(element("path", { class: "training-cross", d: `M ${cross.x - 12} ${cross.y} h 24 M ${cross.x} ${cross.y - 12} v 24` }));
    told.textContent = told.dataset.text.replace("{0}", points.length);
  };
  const write = (points) => {
    field.value = points.map((p) => p.join(",")).join(";");
    draw();
  };
  const add = (x, y) => write([...read(), [Math.min(Math.max(Math.floor(x), 0), width - 1), Math.min(Math.max(Math.floor(y), 0), height - 1)]]);
  const takeBack = () => write(read().slice(0, -1));

  image.addEventListener("click", (e) => {
    e.preventDefault();
    if (e.detail === 0) return; // a key; those are heard below
    const box = image.getBoundingClientRect();
    cross.isShown = false;
    add(((e.clientX - box.left) * width) / box.width, ((e.clientY - box.top) * height) / box.height);
  });
  image.addEventListener("keydown", (e) => {
    const step = e.shiftKey ? 1 : 10;
    const [dx, dy] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[e.key] ?? [0, 0];
    if (dx || dy) {
      cross.isShown = true;
      cross.x = Math.min(Math.max(cross.x + dx, 0), width - 1);
      cross.y = Math.min(Math.max(cross.y + dy, 0), height - 1);
      draw();
    } else if (e.key === " " || e.key === "Enter") {
      if (!cross.isShown) cross.isShown = true;
      else add(cross.x, cross.y);
      draw();
    } else if (e.key === "Backspace") takeBack();
    else return;
    e.preventDefault();
  });
  undo.addEventListener("click", (e) => {
    e.preventDefault();
    takeBack();
  });
  field.addEventListener("input", draw);
}
