import { expect, test } from 'vitest';
import { isByline } from '../../../../../core/text/byline/byline.ts';
import {
  authorsInByline,
  authorsInField,
  authorsInList,
  authorsOrText,
  isListOfNames,
} from '../../../../../core/text/byline/names.ts';

test.each([
  ['By Jane Doe', ['Jane Doe']],
  ['By by JANE DOE, JOHN ROE and IDA HALD', ['Jane Doe', 'John Roe', 'Ida Hald']],
  ['By Da Silva Doe', ['Da Silva Doe']],
  ['By JANE DOE and John van der Roe, Business Editor', ['Jane Doe', 'John van der Roe']],
  ['Jane Doe | John Roe', ['Jane Doe', 'John Roe']],
  ['By Rana el-Muster and Omar ul-Exempel', ['Rana el-Muster', 'Omar ul-Exempel']],
  ["Par Jean d'Exemple et Anne du Modèle", ["Jean d'Exemple", 'Anne du Modèle']],
  ['Di Luca von der Prova', ['Luca von der Prova']],
  ['Di Luca d’Esempio', ['Luca d’Esempio']],
  ['Por Ana do Exemplo, Maria das Amostras', ['Ana do Exemplo', 'Maria das Amostras']],
  ['Door Jan ter Voorbeeld', ['Jan ter Voorbeeld']],
  ['Door Jan ter Voorbeeld en Anna de Proef · 24 mei 2023', ['Jan ter Voorbeeld', 'Anna de Proef']],
  ['Por Ana Ejemplo en Buenos Aires', ['Ana Ejemplo']],
  ['Posted by Jane Doe at 7:14 PM 3 comments:', ['Jane Doe']],
  ['Ana Exemplo Jornalista', ['Ana Exemplo']],
  ['Ana Exemplo Repórter', ['Ana Exemplo']],
  ['Ann Beispiel, Redakteurin Kelmere', ['Ann Beispiel']],
  ['By Ngina wa Mfano', ['Ngina wa Mfano']],
  ['By Jane Segui', ['Jane Segui']],
  ['By Jane Doe in London', ['Jane Doe']],
  ['Von Ann Beispiel und Jörg Muster', ['Ann Beispiel', 'Jörg Muster']],
  ['Par Anne Exemple et Jean Modèle', ['Anne Exemple', 'Jean Modèle']],
  ['Por Ana Ejemplo y José Muestra', ['Ana Ejemplo', 'José Muestra']],
  ['Por Ana Exemplo e João Amostra', ['Ana Exemplo', 'João Amostra']],
  ['BY JANE DOE AND JOHN ROE', ['Jane Doe', 'John Roe']],
  ['VON ANN BEISPIEL UND JÖRG MUSTER', ['Ann Beispiel', 'Jörg Muster']],
  ['POR ANA EJEMPLO Y JOSÉ MUESTRA', ['Ana Ejemplo', 'José Muestra']],
  ['Por José Ortega y Gasset', ['José Ortega y Gasset']],
  ['By Jane Doe and AP', ['Jane Doe', 'AP']],
  ['Von Ann Beispiel, dpa', ['Ann Beispiel', 'dpa']],
  ['By John Roe, Jane Doe and Reuters', ['John Roe', 'Jane Doe', 'Reuters']],
  ['Por Ana Exemplo com Lusa', ['Ana Exemplo', 'Lusa']],
  ['Por Ana Ejemplo, con información de EFE', ['Ana Ejemplo', 'EFE']],
  ['Di Mario Esempio con Ansa', ['Mario Esempio', 'Ansa']],
  ['Av Kari Eksempel med NTB', ['Kari Eksempel', 'NTB']],
  ['Teksti: Aino Esimerkki ja Matti Malli', ['Aino Esimerkki', 'Matti Malli']],
  ['Rozmawiała: Anna Wzór', ['Anna Wzór']],
  ['By AFP', ['AFP']],
  ['By NASA', []],
  ['By Jane Doe, Chief Technology Officer', ['Jane Doe']],
  ['By Jane Doe, Managing Director and Founder', ['Jane Doe']],
  ['By Jane Doe, Nairobi', ['Jane Doe']],
  ['By Jane Doe, New York', ['Jane Doe']],
  ['By Jane Doe, Abu Dhabi', ['Jane Doe']],
  ['By Jane Doe, Northern Ireland', ['Jane Doe']],
  ['By Jane Doe, Courier-Post', ['Jane Doe']],
  ['By Jane Doe, Cherry Hill Courier-Post', ['Jane Doe']],
  ['By Jane Doe, The Evening Star', ['Jane Doe']],
  ['By Jane Doe, Associated Press', ['Jane Doe', 'Associated Press']],
  ['By JANE DOE of The Associated Press', ['Jane Doe', 'The Associated Press']],
  ['By Jane Doe for Reuters', ['Jane Doe', 'Reuters']],
  ['By Jane Doe (Reuters)', ['Jane Doe', 'Reuters']],
  ['Par Anne Exemple (à Paris)', ['Anne Exemple']],
  ['By Jane Doe - Nairobi', ['Jane Doe']],
  ['By Jane Doe Staff Writer', ['Jane Doe']],
  ['di Mario Esempio e Anna Modello', ['Mario Esempio', 'Anna Modello']],
  ['Di Doe', ['Di Doe']],
  ['By Emily Post', ['Emily Post']],
  ['Staff and agencies', []],
  ['By our correspondent', []],
  ['بقلم ليلى حداد', ['ليلى حداد']],
  ['الكاتب: محمد وليد حسن، سامر الخطيب', ['محمد وليد حسن', 'سامر الخطيب']],
  ['מאת נועה בן-ארי', ['נועה בן-ארי']],
  ['ليلى حداد', []],
  ['كتب: سامر العلي', ['سامر العلي']],
  ['लेखक: अनिल वर्मा', ['अनिल वर्मा']],
  ['作者：王晓明', ['王晓明']],
  ['作者： 记者王晓明', ['王晓明']],
  ['記者／王曉明、林秀蘭', ['王曉明', '林秀蘭']],
  ['文・山田花子', []],
  ['取材：山田 花子', ['山田 花子']],
  ['김민지 기자', ['김민지']],
  ['Oleh Dewi Lestari', ['Dewi Lestari']],
  ['Penulis: Dewi Lestari', ['Dewi Lestari']],
  ['A cura di Mario Esempio', ['Mario Esempio']],
  ['Texto de Ana Exemplo e João Amostra', ['Ana Exemplo', 'João Amostra']],
  ['Haber: Deniz Örnek', ['Deniz Örnek']],
])('%s', (byline, authors) => {
  expect(authorsInByline(byline)).toEqual(authors);
});

test.each([
  ['By Jane Doe', true],
  ['Posted by Jane Doe', true],
  ['By Jane Doe (Reuters)', true],
  ['By Jane Doe (Washington D.C.)', true],
  ['By Jane Doe, author of “Why Now?”', true],
  ['By Jane Doe (A.P.)', true],
  ['Di Mario Esempio', true],
  ['Di Doe', false],
  ['By Monday the harbour was open again.', false],
  ['By the sea', false],
  ['Text Size', false],
  ['Jane Doe', false],
  ['بقلم ليلى حداد', true],
  ['كتب الأطفال الجديدة', false],
  ['كتب: سامر العلي', true],
  ['作者：王晓明', true],
  ['文化：新しい図書館が開く', false],
  ['김민지 기자', true],
  ['Автор: Олена Зразок', true],
  ['Penulis: Dewi Lestari', true],
  ['Haber Bülteni', false],
  ['Texto de la ley', false],
  ['Oleh Zrazok', false],
  ['Oleh Dewi Lestari', true],
])('whether "%s" is a byline: %s', (line, is) => {
  expect(isByline(line)).toBe(is);
});

test.each([
  ['By Jane Doe', ['Jane Doe']],
  ['Ann Beispiel und Jörg Muster, dpa', ['Ann Beispiel', 'Jörg Muster', 'dpa']],
  ['Autorin/Autor Ann Beispiel', ['Ann Beispiel']],
  ['山田 花子', ['山田 花子']],
  ['بقلم ليلى حداد', ['ليلى حداد']],
  ['AFP', ['AFP']],
  ['Oleh Zrazok', ['Oleh Zrazok']],
  ['Oleh Zrazok, Ivan Pryklad', ['Oleh Zrazok', 'Ivan Pryklad']],
  ['Oleh Zrazok and Ivan Pryklad', ['Oleh Zrazok', 'Ivan Pryklad']],
  ['김민지 기자', ['김민지']],
  ['stunnel_rsync.html', []],
  ['Jane D.O.', ['Jane D.O.']],
  ['https://paper.example/people/jane', []],
  ['jane-doe', []],
  ['105092', []],
  ['(Image: Picture Agency)', []],
  ['She has written about harbours since 1999.', []],
])('the authors in the field "%s"', (field, authors) => {
  expect(authorsInField(field)).toEqual(authors);
});

test.each(['von Ann Beispiel', 'Par Anne Exemple', 'Por Ana Ejemplo', 'Text: Ann Beispiel'])(
  '"%s" is a byline',
  (line) => {
    expect(isByline(line)).toBe(true);
  },
);

test.each([
  ['Jane Doe <jane@paper.example>', ['Jane Doe']],
  ['Jane Doe (jane@paper.example)', ['Jane Doe']],
  ['By Jane Doe <jane@paper.example> and John Roe <roe@paper.example>', ['Jane Doe', 'John Roe']],
  ['Fishing desk', ['Fishing desk']],
  ['<desk@paper.example>', []],
  ['Doe, Jane', ['Jane Doe']],
  ['Doe, Jane; Roe, John', ['Jane Doe', 'John Roe']],
  ['Velmar, Inc', ['Velmar, Inc']],
  ['Reuters, London', ['Reuters']],
  ['Sports Editor, Kelmere', ['Sports Editor, Kelmere']],
  ['unknown', []],
  ['https://coast.example/authors/7', []],
  ['desk@paper.example', []],
])('the authors of "%s", or the text', (field, authors) => {
  expect(authorsOrText(field)).toEqual(authors);
});

test('a byline with parts may be as long as a name and two dates', () => {
  const line =
    'Von Ann Beispiel | Veröffentlicht am 12. März 2026 um 14:05 Uhr | Aktualisiert am 13. März 2026, 9:30 Uhr';
  expect(isByline(line)).toBe(true);
  expect(isByline(line.replaceAll(' |', ','))).toBe(false);
  const links =
    'By Rail | Old Town | New Harbour | Central Station | West Pier | North Beach | South Market | East Gate';
  expect(isByline(links)).toBe(false);
});

test.each([
  'Texte : Anne Exemple',
  'Texto: Anne Exemple',
  'Testo: Anne Exemple',
  'Tekst: Anne Exemple',
  'Autorka: Anne Exemple',
  'Autorzy: Anne Exemple, Jean Modèle',
  'Авторка: Олена Приклад',
  'Текст: Олена Приклад',
  'إعداد: أحمد الخطيب',
])('"%s" is a byline', (line) => {
  expect(isByline(line)).toBe(true);
  expect(authorsInByline(line)).toHaveLength(line.split(',').length);
});

test.each([
  'Di Maria al Velmar, ufficiale il ritorno',
  'Di Natale della Orsk',
  'Di Esempio da Prova',
  'Von Orsk zum Velmar',
  'Von Kelmere zur Orsk',
  'تقرير: ارتفاع الأسعار',
])('the headline "%s" is no byline', (line) => {
  expect(isByline(line)).toBe(false);
});

test.each([
  'Coupe du Monde',
  'Copa do Mundo',
  'Corriere della Sera',
  "Conseil d'État",
  'Juegos de las Américas',
])('"%s" alone is no name', (line) => {
  expect(authorsInByline(line)).toEqual([]);
  expect(isListOfNames(line)).toBe(false);
});

test('a field of authors has names with any particle', () => {
  expect(authorsInList('Ana do Exemplo; Anne du Modèle')).toEqual(['Ana do Exemplo', 'Anne du Modèle']);
  expect(authorsInField('Ana do Exemplo, Anne du Modèle')).toEqual(['Ana do Exemplo', 'Anne du Modèle']);
});

test('the word "Author" before a name is no part of it', () => {
  expect(authorsInByline('Author Jane Doe')).toEqual(['Jane Doe']);
  expect(authorsInByline('Autor Jan Wzorek')).toEqual(['Jan Wzorek']);
  expect(authorsInField('Autor Jan Wzorek')).toEqual(['Jan Wzorek']);
});
