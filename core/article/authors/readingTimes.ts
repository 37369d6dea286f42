/** How pages say how long a story takes to read, beside its author and its date. */
import { anyOf } from '../../text/anyOf.ts';

const minutes = String.raw`\d{1,3}[ -]?(?:min(?:ute)?s?|minuten|minutos|minuti|perc|минут[аы]?)\.?`;
/** A pattern for them, which needs the flags `i` and `u`. "20 Minutes" is a paper. */
export const readingTimes = anyOf`
  ${minutes} (?:read(?:ing time)?|de lecture|lesezeit|de lectura|di lettura|de leitura|leestijd|czytania),
  (?:reading time|lesezeit|lesedauer|temps de lecture|lecture|tiempo de lectura|tempo di lettura|leestijd|
    время чтения)\s?:?\s?(?:ca\.? )?${minutes}
`;
