// The event screen: an origin's tellings light up together.
const links = [...document.querySelectorAll("a.origin")];

function light(address, on) {
  for (const each of links) {
    if (each.getAttribute("href") === address) each.closest("li").classList.toggle("lit", on);
  }
}

for (const link of links) {
  const address = link.getAttribute("href");
  for (const name of ["mouseenter", "focus"]) link.addEventListener(name, () => light(address, true));
  for (const name of ["mouseleave", "blur"]) link.addEventListener(name, () => light(address, false));
}
