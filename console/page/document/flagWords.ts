/** The flags of a reading in words, which stand behind how sure it is. docs/formats.md explains each. */

const words = new Map(
  Object.entries({
    paywall: 'the page is not free, so the text may be a teaser',
    'live-blog': 'it is a live blog',
    gallery: 'it is a gallery of pictures',
    'text-from-data': 'the text is that of the page’s data',
    'title-derived': 'it has no title of its own, so the first words are its title',
    'title-only': 'there is only a title',
    'title-cut': 'the title was cut',
    'standfirst-moved': 'a long standfirst is part of the text',
    'byline-moved': 'a long byline is part of the text',
    'authors-moved': 'a long list of authors is part of the text',
    'summary-only': 'there is only a summary',
    'cut-off': 'the text is cut off',
    'signature-left-out': 'a signature was left out',
    'date-ambiguous': 'its date can be read in two ways',
    'date-unread': 'the date that it states could not be read',
    'date-in-future': 'its date was more than a year ahead and is left out',
    'charset-damaged': 'some characters are lost',
    'charset-guessed': 'its character set was guessed',
    'charset-mislabelled': 'it has another character set than it says',
    'mojibake-mended': 'wrongly decoded characters were repaired',
    'xml-mended': 'faults of its XML were repaired',
    'status-withheld': 'its provider withholds it',
    'status-canceled': 'its provider has cancelled it',
    embargoed: 'it has an embargo',
  }),
);

/** The flag itself, if there are no words for it. */
export const flagInWords = (flag: string): string => words.get(flag) ?? flag;
