// Places in a document's text. The server counts Unicode code points; JavaScript's strings count UTF-16 units.
// A text is an element with [data-text]; each paragraph in it says in data-start where its line begins. What stands in
// [data-aside] (numbers of claims) is no part of the text.

export function length(string) {
  let count = 0;
  for (const _ of string) count += 1;
  return count;
}

function* nodes(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest("[data-aside]")) yield node;
  }
}

// The UTF-16 offset in a string of its n-th code point.
function unit(string, n) {
  let offset = 0;
  for (const point of string) {
    if (n <= 0) break;
    offset += point.length;
    n -= 1;
  }
  return offset;
}

// [start, end) in code points of a range of the page that lies in one text; null for any other.
export function spanOf(range) {
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : [start, end];
}

function offset(container, at) {
  const element = container.nodeType === Node.TEXT_NODE ? container.parentElement : container;
  const paragraph = element.closest("[data-start]");
  if (!paragraph) return null;
  let count = Number(paragraph.dataset.start);
  const until = document.createRange();
  until.setStart(paragraph, 0);
  until.setEnd(container, at);
  for (const node of nodes(paragraph)) {
    if (node === container) return count + length(node.data.slice(0, at));
    if (!until.intersectsNode(node) || until.comparePoint(node, 0) > 0) break;
    count += length(node.data);
  }
  return count;
}

// The range of the page that shows [start, end) of a text; null when the text does not reach so far.
export function rangeOf(text, start, end) {
  const range = document.createRange();
  let begun = false;
  for (const paragraph of text.querySelectorAll("[data-start]")) {
    let count = Number(paragraph.dataset.start);
    if (count >= end) break;
    for (const node of nodes(paragraph)) {
      const size = length(node.data);
      if (!begun && start < count + size) {
        range.setStart(node, unit(node.data, Math.max(0, start - count)));
        begun = true;
      }
      if (begun) range.setEnd(node, unit(node.data, Math.min(size, end - count)));
      count += size;
      if (count >= end) return begun ? range : null;
    }
  }
  return begun ? range : null;
}

// The span that an address's fragment names (#char=120,188); null when it names none.
export function spanOfAddress(fragment) {
  const found = /(?:^#|&)char=(\d+),(\d+)/.exec(decodeURIComponent(fragment));
  return found && Number(found[1]) < Number(found[2]) ? [Number(found[1]), Number(found[2])] : null;
}
