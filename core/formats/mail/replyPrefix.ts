/** Marks of replies and forwarded messages: English, German, Scandinavian, French, Spanish and Finnish. */
const replyPrefixes = ['re', 'fw', 'fwd', 'aw', 'wg', 'sv', 'vs', 'tr', 'rv'];
export const replyPrefix = new RegExp(`^(?:(?:${replyPrefixes.join('|')})\\s{0,3}:\\s{0,3}){1,20}`, 'i');
