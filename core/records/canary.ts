/**
 * The canary: a known article that is put and removed again and again, to see that news still comes through
 * (functions/canary). Nobody meets it by chance: it names nobody, so no entity has it; store keeps it out of
 * the lists and the log of changes, and index out of search. Only who knows its id can read it.
 */
import { documentId } from '../document/documentIdentity.ts';
import { reservedPrefix } from '../formats/systemFile.ts';

/** Nobody else puts anything here: `/v1/uploads` refuses it, and versions expire after a day. */
export { reservedPrefix };

export const canaryKey = `${reservedPrefix}canary.txt`;

/** The id of its document. */
export const canaryDocument = documentId({ key: canaryKey, part: '', ordinal: 0 });

export const canaryArticle = `The morning ferry was late

The ferry left half an hour late this morning because of the fog. Nobody was in a hurry, and the next one was
on time. The fog is expected to lift in the afternoon, when the sea will be calm and the air warm for the
season.
`;
