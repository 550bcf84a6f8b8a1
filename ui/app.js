// The app's own script: it holds no text of documents and reads none as code. It sets the page's language,
// scrolls to the passage that an address asks for, goes from match to match, and copies references.
(() => {
  document.documentElement.lang = "nl";
  if (window.kennisbank) return;

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const say = (text) => {
    let place = document.getElementById("kb-gezegd");
    if (!place) {
      place = document.createElement("div");
      place.id = "kb-gezegd";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    place.textContent = text;
    place.classList.add("kb-zichtbaar");
    clearTimeout(place.timer);
    place.timer = setTimeout(() => place.classList.remove("kb-zichtbaar"), 2500);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https the clipboard is closed to scripts; a selected field is the old way round.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    say("Gekopieerd");
  };

  let match = 0;
  const goToMatch = (step) => {
    const all = [...document.querySelectorAll(".kb-document mark")];
    if (!all.length) return;
    const here = all.findIndex((item) => item.classList.contains("kb-huidig"));
    const target = document.getElementById("doel");
    let next = here + step;
    if (here < 0) {
      const top = target ? target.getBoundingClientRect().top - 1 : 0;
      const after = all.findIndex((item) => item.getBoundingClientRect().top > top);
      next = step > 0 ? after : (after < 0 ? all.length : after) - 1;
    }
    match = (next + all.length) % all.length;
    all.forEach((item, place) => item.classList.toggle("kb-huidig", place === match));
    all[match].scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    say(`Treffer ${match + 1} van ${all.length}`);
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    if (button.dataset.kopieer !== undefined) copy(button.dataset.kopieer);
    else if (button.dataset.kopieerAdres !== undefined) copy(location.href);
    else if (button.dataset.treffer) goToMatch(Number(button.dataset.treffer));
  });

  // A filter value that is a link is ticked at once, by Space as well as Enter, and changes the address as it is
  // now: a second quick click comes before the page has answered the first.
  const flipped = (name, values, value) => {
    if (values.includes(value)) return values.filter((item) => item !== value);
    const around = (span) => {
      const [first, last = first] = span.split("-").map(Number);
      return name === "jaar" && first <= Number(value) && Number(value) <= last;
    };
    return [...values.filter((item) => !around(item)), value];
  };
  const addressOf = (link) => {
    const to = new URL(link.href);
    const [, name, value] = link.dataset.kbSchakel?.match(/^([^=]+)=(.*)$/s) ?? [];
    if (!name || to.pathname !== location.pathname) return to;
    const values = flipped(name, new URLSearchParams(location.search).getAll(name), value);
    const ahead = new URL(location.pathname + location.search, location.origin);
    ahead.searchParams.delete("pagina");
    ahead.searchParams.delete(name);
    values.forEach((item) => ahead.searchParams.append(name, item));
    const leftOut = ahead.searchParams.getAll("niet").filter((item) => item !== `${name}:${value}`);
    ahead.searchParams.delete("niet");
    leftOut.forEach((item) => ahead.searchParams.append("niet", item));
    const told = (url) => [...url.searchParams].map(String).sort().join("&");
    return told(ahead) === told(to) ? to : ahead;  // the same in another order: as the page itself writes it
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !(event.target instanceof Element) || !event.target.matches("a[role='checkbox']")) return;
    event.preventDefault();
    event.target.click();
  });

  // What changes the state of a page is drawn anew under the hands of who clicked it: the focus goes back to where
  // it was (or, when that is gone, to what it names instead), unless the reader went elsewhere; and what was
  // folded open stays open.
  let wanted = null;
  const keepFocus = (link) => {
    if (link.matches("[role='checkbox']")) {
      link.setAttribute("aria-checked", String(link.getAttribute("aria-checked") !== "true"));
    }
    wanted = { places: [link.dataset.kbPlek, link.dataset.kbAnders], until: performance.now() + 5000 };
  };
  const refocus = () => {
    if (!wanted || document.activeElement !== document.body) return;
    if (performance.now() > wanted.until) wanted = null;
    for (const place of wanted?.places ?? []) {
      const found = place && document.querySelector(`[data-kb-plek="${CSS.escape(place)}"]`);
      if (found) return found.focus({ preventScroll: true });
    }
  };
  document.addEventListener("focusin", (event) => {
    if (wanted && !wanted.places.includes(event.target.dataset?.kbPlek)) wanted = null;
  });
  const unfolded = new Set();
  document.addEventListener("toggle", (event) => {
    const name = event.target.dataset?.kbVouw;
    if (name && event.target.isConnected) unfolded[event.target.open ? "add" : "delete"](name);
  }, { capture: true });
  const unfold = (root) => {
    if (!(root instanceof Element) || !unfolded.size) return;
    const own = root.matches("details[data-kb-vouw]") ? [root] : root.querySelectorAll("details[data-kb-vouw]");
    for (const item of own) item.open = unfolded.has(item.dataset.kbVouw);
  };

  // A link of ours to another page or place of the app: Streamlit goes there as it does on Back and Forward,
  // without loading everything anew. With a key held down, or in a new tab, the browser does what it always does.
  // Streamlit's own page link does nothing when it leads to another place of the page where one is: also here.
  const OWN_LINK = "[data-testid='stHtml'] a[href]:not([target='_blank'])";
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const ours = event.target.closest(OWN_LINK);
    const link = ours ?? event.target.closest("a[data-testid='stPageLink-NavLink']");
    const to = link ? addressOf(link) : null;
    if (!to || to.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    if (!ours && to.pathname !== location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (link.dataset.kbPlek) return keepFocus(link);
    document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
    if (to.hash.length > 1) toTarget(to.hash.slice(1));
  }, { capture: true });

  // The picture of the page beside a text goes along with the reader: its number is that of the page which
  // stands at the top of the window. It waits until he stops, and keeps off while he is in the field himself.
  const turnTo = (page) => {
    const field = document.querySelector(".st-key-blad-nummer input");
    if (!field || field === document.activeElement || field.value === page) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, page);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  };
  let reading = 0;
  addEventListener("scroll", (event) => {
    clearTimeout(reading);
    if (!(event.target instanceof Element) || !event.target.matches("[data-testid='stMain']")) return;
    reading = setTimeout(() => {
      const marks = [...document.querySelectorAll(".kb-pagina[data-blad]")];
      const above = marks.filter((mark) => mark.getBoundingClientRect().top < innerHeight / 3);
      const mark = above.at(-1) ?? marks[0];
      if (mark) turnTo(mark.dataset.blad);
    }, 350);
  }, { capture: true, passive: true });

  // The browser's own list of suggestions, at the field that the list names: no run of the page while one types.
  document.addEventListener("focusin", (event) => {
    const list = document.getElementById("kb-suggesties");
    if (!list || !(event.target instanceof HTMLInputElement)) return;
    if (event.target.getAttribute("aria-label") === list.dataset.veld) event.target.setAttribute("list", list.id);
  });

  // What this browser is to remember (the moment of the last visit): the server says it, the browser keeps it.
  const remember = (root) => {
    if (!(root instanceof Element)) return;
    const own = root.matches("[data-kb-koek]") ? [root] : [];
    for (const item of [...own, ...root.querySelectorAll("[data-kb-koek]")]) {
      const { kbKoek: name, waarde: value } = item.dataset;
      if (!/^kb_[a-z0-9_]+$/.test(name) || !/^[\w.-]{0,200}$/.test(value)) continue;
      document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
    }
  };

  // What a label or a link is, beside it, on hover and on focus; it stays while one points at it, and Escape
  // takes it away. A screen reader has the same words as the description of the element.
  let explained = null;
  const explanation = () => {
    let box = document.getElementById("kb-uitleg-vak");
    if (!box) {
      box = document.createElement("div");
      box.id = "kb-uitleg-vak";
      box.setAttribute("aria-hidden", "true");
      box.hidden = true;
      box.addEventListener("mouseleave", (event) => leaveExplained(event.relatedTarget));
      document.body.append(box);
    }
    return box;
  };
  const explain = (element) => {
    const box = explanation();
    explained = element;
    box.textContent = element.dataset.uitleg;
    box.hidden = false;
    const around = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const left = Math.min(around.left, innerWidth - box.offsetWidth - 8);
    const below = around.bottom + box.offsetHeight < innerHeight;
    box.style.left = `${Math.max(8, left)}px`;
    box.style.top = `${below ? around.bottom : around.top - box.offsetHeight}px`;
  };
  const hideExplained = () => {
    explained = null;
    explanation().hidden = true;
  };
  const backToFocus = () => {
    // What has the focus keeps its explanation, wherever the pointer happens to lie.
    const focused = withWords(document.activeElement);
    if (focused) explain(focused);
    else hideExplained();
  };
  const withWords = (node) => (node instanceof Element ? node.closest("[data-uitleg]") : null);
  const leaveExplained = (to) => {
    const inBox = to instanceof Node && explanation().contains(to);
    if (explained && !inBox && withWords(to) !== explained) backToFocus();
  };
  document.addEventListener("mouseover", (event) => {
    const element = withWords(event.target);
    if (element && element !== explained) explain(element);
  });
  document.addEventListener("mouseout", (event) => {
    if (withWords(event.target)) leaveExplained(event.relatedTarget);
  });
  document.addEventListener("focusin", (event) => {
    const element = withWords(event.target);
    if (element) explain(element);
    else if (explained) hideExplained();
  });
  document.addEventListener("focusout", () => { if (explained) hideExplained(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && explained) hideExplained(); });
  addEventListener("scroll", () => {
    if (explained) backToFocus();
  }, { capture: true, passive: true });

  // The text comes in after the script has run, and what comes in above it moves it: the passage is held
  // in view until it lies still, or until the reader takes over.
  let asked = 0;
  const toTarget = (place = "doel") => {
    const mine = ++asked;
    const end = performance.now() + 4000;
    let last = null;
    let still = 0;
    const leave = () => { asked += 1; };
    for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(sign, leave, { once: true, passive: true, capture: true });
    }
    const step = () => {
      if (mine !== asked || performance.now() > end) return;
      const target = document.getElementById(place);
      if (target) {
        if (last === null) target.focus({ preventScroll: true });
        target.scrollIntoView({ block: "start" });
        const top = Math.round(target.getBoundingClientRect().top);
        still = top === last ? still + 1 : 0;
        last = top;
        if (still > 12) return;
      }
      setTimeout(step, 60);
    };
    step();
  };

  // Streamlit has no setting for its own language: what it says itself is put into Dutch here, by whole
  // texts only, and never inside text that comes from the app or from a document.
  const dutch = DUTCH;
  const patterns = Object.entries(dutch.patterns).map(([english, said]) => [new RegExp(english), said]);
  const translated = (text) => {
    const said = text.trim();
    if (Object.hasOwn(dutch.words, said)) return text.replace(said, dutch.words[said]);
    const pattern = patterns.find(([english]) => english.test(said));
    return pattern ? said.replace(...pattern) : null;
  };
  const OURS = "[data-testid='stHtml'], [data-testid='stMarkdownContainer'], textarea, code, script, style";
  const THEIRS = "[data-testid='stFileUploaderDropzone']";
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const translate = (root) => {
    if (root.nodeType === Node.TEXT_NODE) {
      const place = root.parentElement;
      const ours = place?.closest(OURS) && !place.closest(THEIRS);
      const found = ours ? null : translated(root.data);
      if (found !== null && found !== root.data) root.data = found;
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest("[data-testid='stHtml']")) return;
    for (const element of [root, ...root.querySelectorAll("[aria-label], [title], [placeholder]")]) {
      for (const name of ATTRIBUTES) {
        const said = element.getAttribute(name);
        const found = said && !element.closest("[data-testid='stHtml']") ? translated(said) : null;
        if (found !== null && found !== said) element.setAttribute(name, found);
      }
    }
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) translate(texts.currentNode);
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") {
        change.addedNodes.forEach(translate);
        change.addedNodes.forEach(remember);
        change.addedNodes.forEach(unfold);
      }
      else translate(change.target);
    }
    refocus();
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
  translate(document.body);
  remember(document.body);

  window.kennisbank = { naarDoel: toTarget };
  if (window.kennisbankDoel) toTarget(window.kennisbankDoel[1]);  // the page was quicker than this script
})();
