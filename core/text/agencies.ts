/** The names under which news agencies sign stories. */
import { anyOf } from './anyOf.ts';

/** Agencies that write their names in lower case, alone or before others: "(dpa)", "(dpa/lnw)". */
export const lowerCaseAgencies = anyOf`
  dpa, apa, afp, kna, epd, sid, ots, sda, ats, stt, ntb, anp, belga, pap, mti, efe
`;

const agencies = anyOf`
  AP, AFP, AAP, ADN, AGI, AGERPRES, ANA, ANI, ANP, ANSA, APA, ATS, BELGA, BNS, BTA, ČTK, CTK, EFE, HINA,
  IANS, KNA, LETA, LUSA, MTI, NTB, PA, PAP, PTI, SDA, SID, SITA, STA, STT, TANJUG, TASR, TASS, TT, UNI,
  UPI, Reuters, Xinhua, Kyodo, Yonhap, Interfax, Anadolu, Bloomberg, Belga, Lusa, Ansa,
  Ritzau
`;
const signature = new RegExp(`^(?:${agencies}|${lowerCaseAgencies})$`, 'u');
const fullNames = anyOf`
  (?:The )?(?:Australian )?Associated Press, Agence France[ -]Presse, (?:The )?Press Association,
  PA Media, (?:The )?Canadian Press, Deutsche Presse-Agentur, Austria Presse Agentur, Press Trust of India,
  United Press International, Thomson Reuters, Xinhua News Agency, Kyodo News, Yonhap News Agency,
  Bloomberg News, Anadolu Agency, Inter Press Service
`;
const inFull = new RegExp(`^(?:${fullNames})$`, 'iu');

/** Whether the text is the name of a well-known agency, and nothing else. */
export function isKnownAgency(text: string): boolean {
  return signature.test(text) || inFull.test(text);
}

/** Whether a part of a byline names an agency, as in "Jane Doe, dpa": agencies go by their abbreviations. */
export function isAgency(part: string): boolean {
  return /^(?:\p{Lu}{2,6}|dpa|Reuters)$/u.test(part);
}
