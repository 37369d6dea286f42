/** A pattern for the article before a part of an Arabic name: "al-" in al-Khatib, "ash-" in ash-Sharqi. */
export const arabicArticle = '[aeu](?:[dlnrstz]|sh)-';
