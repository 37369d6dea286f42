/** Beginnings of words that say what a date is of, in languages with alphabets. */
import { anyOf } from '../../text/anyOf.ts';

/** Of dates of publication. The pattern needs the flag `u`. */
export const publicationWords = anyOf`
  publi(?!c(?!\p{L})|city|sher), pubblicat, posted, written, created, veröffentlicht, erstellt,
  erschienen, gepostet, postado, gepubliceerd, geplaatst, udgivet, julkaistu, opublikowan,
  zveřejněno, dodano, megjelen, közzé, objavljeno, yayınlan, diterbitkan, опубликован, опубліковано, δημοσι
`;
/** Of dates of an update. */
export const updateWords = anyOf`
  updated, modified, aktualisiert, aktualisierung, geändert, änderung, mise? à jour, modifié,
  actualizad, modificad, aggiornat, aggiornamento, atualizad, actualización, atualização, bijgewerkt,
  uppdaterad, oppdatert, opdateret, päivitetty, zaktualizowan, aktualizacja, aktualizováno, frissítve,
  güncelle, diperbarui, обновлен, оновлен, ενημέρωση, تحديث
`;
