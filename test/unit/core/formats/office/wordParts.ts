/** What the parts of a Word file begin with, and how they refer to each other. */

export const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A part that refers to others: by kind, the path of the target. */
export const relations = (...targets: [kind: string, target: string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([kind, target], i) => `<Relationship Id="r${i}" Type="${office}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;
