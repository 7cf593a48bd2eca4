// Evaluated in a page: measures the boxes of all that is seen and returns what does not hold, one sentence each, empty when all does.
//
//   cut         ink (of letters, or a painted box) lies outside a box that hides what runs out of it, and nobody meant it: neither an
//               ellipsis on that very text, with the whole text as a title, nor (on pages) a box that scrolls
//   overlap     two texts lie on each other, or two boxes that stand beside each other do
//   covered     something else lies over a text
//   outside     on a wall: beyond the screen; on a page: the page is wider than the window
//   broken      a text stands with one character a line
//   label       the words of a button or a way to another page take more than one line
//   tiny        on a wall: letters that nobody can read from where he stands
//   flat        a chart without room
//
// wall: nothing scrolls. at most: sentences.
({ wall, most = 40 }) => {
  const slack = 1;
  const faults = new Map();
  const report = (kind, what) => {
    const sentence = `${kind}: ${what}`;
    faults.set(sentence, (faults.get(sentence) ?? 0) + 1);
  };
  const view = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
  const styles = new Map();
  const styleOf = (element) => {
    let style = styles.get(element);
    if (!style) styles.set(element, (style = getComputedStyle(element)));
    return style;
  };
  const parentOf = (element) => element.assignedSlot ?? element.parentElement;

  // A person finds it again by its classes and its words.
  const nameOf = (element) => {
    const classes = typeof element.className === "string" ? element.className : (element.getAttribute("class") ?? "");
    return element.tagName.toLowerCase() + classes.trim().split(/\s+/).filter(Boolean).map((one) => `.${one}`).join("");
  };
  const placeOf = (element) => {
    const own = nameOf(element);
    const above = parentOf(element);
    return above && above !== document.body ? `${nameOf(above)} > ${own}` : own;
  };
  const short = (text) => {
    const plain = text.replace(/\s+/g, " ").trim();
    return `“${plain.length > 24 ? `${plain.slice(0, 24)}…` : plain}”`;
  };
  const px = (length) => `${Math.round(length * 10) / 10} px`;

  // What is only heard (a clip of nothing), and what is hidden in any way, is not seen.
  const seen = new Map([[document.documentElement, true]]);
  const isSeen = (element) => {
    let answer = seen.get(element);
    if (answer === undefined) {
      const style = styleOf(element);
      const above = parentOf(element);
      answer = (above === null || isSeen(above)) && style.display !== "none" && style.clipPath === "none" && Number(style.opacity) > 0.01;
      seen.set(element, answer);
    }
    return answer;
  };
  const isVisible = (element) => isSeen(element) && styleOf(element).visibility === "visible" && element.checkVisibility({ contentVisibilityAuto: true });

  const hides = (value) => value !== "visible";
  const scrolls = (value) => value === "auto" || value === "scroll";
  const isEllipsis = (element) => {
    const style = styleOf(element);
    return (style.textOverflow === "ellipsis" && hides(style.overflowX)) || (style.webkitLineClamp !== "none" && hides(style.overflowY));
  };
  const isFixed = (element) => styleOf(element).position === "fixed";

  // The boxes above an element that hide what runs out of them, from the inside out, each with its edges.
  const clips = new Map();
  const clipsOf = (element) => {
    let list = clips.get(element);
    if (list) return list;
    list = [];
    const style = styleOf(element);
    const box = element.getBoundingClientRect();
    const contained = /paint|strict|content/.test(style.contain);
    if (element !== document.documentElement && element !== document.body && style.display !== "inline" && style.display !== "contents"
      && (hides(style.overflowX) || hides(style.overflowY) || contained)) {
      const x = hides(style.overflowX) || contained;
      const y = hides(style.overflowY) || contained;
      list.push({
        element, x, y,
        scrollsX: !wall && scrolls(style.overflowX), scrollsY: !wall && scrolls(style.overflowY), ellipsis: isEllipsis(element), lines: style.webkitLineClamp !== "none",
        // An ellipsis stands before the padding.
        left: box.left + parseFloat(style.borderLeftWidth), right: box.right - parseFloat(style.borderRightWidth) - (isEllipsis(element) ? parseFloat(style.paddingRight) : 0),
        top: box.top + parseFloat(style.borderTopWidth), bottom: box.bottom - parseFloat(style.borderBottomWidth),
      });
    }
    const above = parentOf(element);
    if (above && !isFixed(element)) list = list.concat(clipsOf(above));
    clips.set(element, list);
    return list;
  };

  // Letters are smaller than their line: what counts is their ink.
  const pen = document.createElement("canvas").getContext("2d");
  const inks = new Map();
  const inkOf = (element, text) => {
    const style = styleOf(element);
    const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const key = `${font}\n${text}`;
    let ink = inks.get(key);
    if (!ink) {
      pen.font = font;
      const measured = pen.measureText(text);
      ink = {
        above: measured.fontBoundingBoxAscent - measured.actualBoundingBoxAscent,
        below: measured.fontBoundingBoxDescent - measured.actualBoundingBoxDescent,
        height: measured.fontBoundingBoxAscent + measured.fontBoundingBoxDescent,
      };
      inks.set(key, ink);
    }
    return ink;
  };

  // Runs a box through those that hide: tells what is cut off, and gives back what is left to see.
  const clipped = (box, element, what, whole) => {
    let { left, top, right, bottom } = box;
    const title = () => element.closest("[title]:not([title=''])")?.getAttribute("title") ?? "";
    for (const clip of clipsOf(whole ? element : parentOf(element))) {
      const over = {
        left: clip.x ? clip.left - left : 0, right: clip.x ? right - clip.right : 0, top: clip.y ? clip.top - top : 0, bottom: clip.y ? bottom - clip.bottom : 0,
      };
      if (clip.scrollsX) over.left = over.right = 0;
      if (clip.scrollsY) over.top = over.bottom = 0;
      // Lines beyond the last one that is shown end in an ellipsis as well.
      if (clip.lines && over.bottom > slack) over.right = Math.max(over.right, over.bottom);
      if (clip.lines) over.bottom = 0;
      if (clip.ellipsis && over.right > slack) {
        if (title().length === 0 && clip.element.closest("option,select,input") === null) report("cut", `${placeOf(element)} ${what} ends in an ellipsis and has no title`);
        over.right = over.left = 0;
      }
      const [side, much] = Object.entries(over).sort(([, a], [, b]) => b - a)[0];
      if (much > slack) report("cut", `${placeOf(element)} ${what} runs ${px(much)} out of ${nameOf(clip.element)} at the ${side}${whole ? "" : " (box)"}`);
      if (clip.x) { left = Math.max(left, clip.left); right = Math.min(right, clip.right); }
      if (clip.y) { top = Math.max(top, clip.top); bottom = Math.min(bottom, clip.bottom); }
      if (right - left <= 0 || bottom - top <= 0) return undefined;
    }
    if (wall) {
      const much = Math.max(view.left - left, view.top - top, right - view.right, bottom - view.bottom);
      if (much > slack) report("outside", `${placeOf(element)} ${what} stands ${px(much)} beyond the screen`);
    }
    return { left, top, right, bottom };
  };

  // Texts, line by line.
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data;
    if (text.trim() === "") continue;
    const element = node.parentElement;
    if (element === null || /^(SCRIPT|STYLE|OPTION|TITLE|NOSCRIPT)$/.test(element.tagName) || !isVisible(element)) continue;
    range.selectNodeContents(node);
    const lines = [];
    for (const rect of range.getClientRects()) {
      if (rect.width < 0.5 || rect.height < 0.5) continue;
      const line = lines.at(-1);
      if (line && Math.abs(line.top - rect.top) < rect.height / 2) {
        line.left = Math.min(line.left, rect.left);
        line.right = Math.max(line.right, rect.right);
      } else lines.push({ left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom });
    }
    if (lines.length === 0) continue;
    const size = parseFloat(styleOf(element).fontSize);
    const isSvg = element instanceof SVGElement;
    const letters = text.replace(/\s+/g, "");
    const widest = Math.max(...lines.map((line) => line.right - line.left));
    // Of a word within a longer text it is the whole text's box that counts: a word may stand half at the end of a line.
    let block = element;
    while (styleOf(block).display === "inline" && block.parentElement) block = block.parentElement;
    const isNarrow = block.getBoundingClientRect().width < 2.5 * size;
    if (!isSvg && isNarrow && lines.length > 1 && letters.length > 1 && widest < 2 * size - 0.5) report("broken", `${placeOf(element)} ${short(text)} stands with one character a line, ${lines.length} lines`);
    else if (lines.length > 1 && element.closest("button, nav a, [role=tab]") && !element.closest("[data-many-lines]") && styleOf(element).whiteSpaceCollapse !== "preserve" && letters.length <= 12)
      report("label", `${placeOf(element)} ${short(text)} takes ${lines.length} lines`);
    const unit = parseFloat(styleOf(document.documentElement).fontSize);
    if (wall && !isSvg && size < unit * 0.175) report("tiny", `${placeOf(element)} ${short(text)} has letters of ${px(size)}, less than .175 rem`);
    const ink = inkOf(element, letters);
    for (const line of lines) {
      const box = { ...line };
      // As much smaller as its line's content box is larger than its ink.
      const scale = (line.bottom - line.top) / ink.height;
      box.top += ink.above * scale;
      box.bottom -= ink.below * scale;
      const left = clipped(box, element, short(text), true);
      if (left) texts.push({ ...left, element, text, node });
    }
  }

  // What is painted: a panel, a tile, a bar, a picture, a field.
  const paints = (element) => {
    if (/^(SVG|CANVAS|IMG|INPUT|SELECT|TEXTAREA|BUTTON)$/i.test(element.tagName)) return true;
    const style = styleOf(element);
    return (style.backgroundColor !== "rgba(0, 0, 0, 0)" && style.backgroundColor !== "transparent") || style.backgroundImage !== "none"
      || (["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none").length === 4);
  };
  const isUnder = (style) => style.position === "absolute" || style.position === "fixed" || style.position === "sticky" || style.float !== "none";
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg") && element.tagName.toLowerCase() !== "svg") continue;
    if (!isVisible(element)) continue;
    const style = styleOf(element);
    if (style.display === "contents") continue;
    const box = element.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) continue;
    if (element.tagName === "CANVAS" && !wall) continue;
    if (element.tagName === "CANVAS" && box.height < 56 * (wall ? parseFloat(styleOf(document.documentElement).fontSize) / 100 : 1))
      report("flat", `${placeOf(element)} is a chart of ${px(box.height)}`);
    if (paints(element) && style.position !== "absolute") clipped(box, element, "", false);

    // Of those that stand beside each other none lies on the other.
    if (element.children.length > 1 && !(element instanceof SVGElement)) {
      const beside = [...element.children].filter((child) => isVisible(child) && !isUnder(styleOf(child)) && styleOf(child).display !== "contents" && styleOf(child).display !== "inline" && !(child instanceof SVGElement))
        .map((child) => ({ child, box: child.getBoundingClientRect() })).filter(({ box }) => box.width > 0 && box.height > 0).slice(0, 400);
      for (let i = 0; i < beside.length; i++) {
        for (let k = i + 1; k < beside.length; k++) {
          const [a, b] = [beside[i], beside[k]];
          const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (wide > slack && high > slack && (paints(a.child) || paints(b.child)))
            report("overlap", `${nameOf(a.child)} and ${nameOf(b.child)} in ${nameOf(element)} lie ${px(wide)} × ${px(high)} on each other`);
        }
      }
    }
  }

  // Layers (a bar that stays while the page scrolls under it, a question over the page) lie over others on purpose.
  const layers = new Map();
  const layerOf = (element) => {
    if (layers.has(element)) return layers.get(element);
    const position = styleOf(element).position;
    const above = parentOf(element);
    const layer = position === "fixed" || (!wall && position === "sticky") || element.tagName === "DIALOG" || element.closest("[role=listbox]") === element ? element
      : above ? layerOf(above) : undefined;
    layers.set(element, layer);
    return layer;
  };
  texts.sort((a, b) => a.top - b.top);
  for (let i = 0; i < texts.length; i++) {
    const a = texts[i];
    for (let k = i + 1; k < texts.length && texts[k].top < a.bottom - slack; k++) {
      const b = texts[k];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - b.top;
      if (wide > slack && high > slack && a.node !== b.node && layerOf(a.element) === layerOf(b.element))
        report("overlap", `${placeOf(a.element)} ${short(a.text)} and ${placeOf(b.element)} ${short(b.text)} lie ${px(wide)} × ${px(high)} on each other`);
    }
  }

  // What is seen at the middle of a text is that text.
  for (const { element, text, left, top, right, bottom } of texts) {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    // Who cannot be pointed at is not found this way.
    if (x < 0 || y < 0 || x >= view.right || y >= view.bottom || styleOf(element).pointerEvents === "none") continue;
    for (const hit of document.elementsFromPoint(x, y)) {
      if (hit.contains(element) || element.contains(hit)) break;
      if (hit instanceof SVGElement && element instanceof SVGElement) break;
      // A box without paint hides nothing.
      if (!paints(hit) || layerOf(hit) !== layerOf(element)) continue;
      report("covered", `${placeOf(element)} ${short(text)} is covered by ${placeOf(hit)}`);
      break;
    }
  }

  if (!wall) {
    const page = document.scrollingElement;
    if (page.scrollWidth > page.clientWidth + slack) report("outside", `the page is ${page.scrollWidth - page.clientWidth} px wider than the window`);
  }
  return [...faults].slice(0, most).map(([sentence, times]) => (times > 1 ? `${sentence} (${times} times)` : sentence));
}
