import { anyOf } from '../../text/anyOf.ts';

/** A pattern for the labels of advertisements. Sentences may begin with the same words. */
export const advertisementLabels = anyOf`
  advertisement, anzeige, werbung, publicité, publicidad, publicidade, pubblicità, advertentie, annons,
  annonse, annonce, reklam, reklama, reklame, mainos, hirdetés, oglas, publicitate, реклама, διαφήμιση, iklan,
  quảng cáo, إعلان, פרסומת, विज्ञापन, 広告, スポンサーリンク, 广告, 廣告, 광고
`;
