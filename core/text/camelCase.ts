/** Puts a hyphen between a small letter and a capital: "authorName" becomes "author-Name". */
export const hyphenateCamelCase = (names: string): string => names.replace(/([a-z])([A-Z])/g, '$1-$2');
