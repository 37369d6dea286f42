import { expect, test } from 'vitest';
import { isDisclosure } from '../../../../../core/article/foreign/disclosures.ts';

test.each([
  'If you buy through our links, we may earn a commission.',
  'We choose every lamp ourselves. Kelmere Home may collect a share of sales from the links on our pages.',
  'When our readers purchase something here, we receive an affiliate fee.',
  'Our testers paid for all of it. If you visit shops that we name, we may receive compensation.',
  'Mit * markierte Links sind Affiliate-Links: Kaufen Sie dort ein, erhalten wir eine kleine Provision.',
  'Si vous achetez par ces liens, nous touchons une commission.',
  'Si compra a través de nuestros enlaces, recibimos una comisión.',
  'Se comprar por estes links, nossa redação recebe uma comissão.',
  'Se acquistate da questi link, noi riceviamo una commissione.',
  'Koopt u via deze link, dan krijgen wij van onze partner een kleine commissie.',
])('a page says that it is paid: %s', (text) => {
  expect(isDisclosure(text)).toBe(true);
});

test.each([
  'Estate agents in Kelmere earn a commission of 3 percent when a house is bought.',
  '“We get a commission for each lamp that people buy,” the owner said.',
  'We asked the commission what it does about products that burn.',
  'Nous voulons une commission indépendante qui examine les achats de lampes.',
  'Nuestro Congreso creó una comisión para investigar la compra de lámparas.',
  'Onze raad stelde een commissie in, die de koop van het stadhuis onderzoekt.',
  'Unsere Kanzlei zahlt keine Provision für den Einkauf von Mandaten.',
  'Our farmers must receive fair compensation if the state purchases their land.',
  'We receive royalty revenue from the sale of products by our partner in Japan.',
  'We found no link between the lamps and those who may receive compensation.',
  'Our reporter met authors who earn commissions with affiliate links.',
  'Shops pay. We earn a commission when you buy by the links in our app, says its founder Ana Orsk.',
  'We may make less revenue from links to shops, the publisher said in its report.',
  'We painters get a fee for each workshop and each product we sell.',
  'We bought three lamps and tested them for a week.',
  'We may earn less this year, the shop says.',
  `We earn a commission if you buy. ${'The lamps were tested in the dark. '.repeat(15)}`,
])('others are paid, or nobody is: %s', (text) => {
  expect(isDisclosure(text)).toBe(false);
});
