/** Two letters, which need not be those of a country. */
export const countryLetters = /^[A-Za-z]{2}$/;

/** The ISO 3166-1 code that two letters mean: in capitals, and GB for UK, which ISO keeps free for it. */
export function countryCode(letters: string): string {
  const code = letters.toUpperCase();
  return code === 'UK' ? 'GB' : code;
}
