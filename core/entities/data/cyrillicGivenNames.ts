/**
 * Given names in Cyrillic letters as newsrooms and passports write them in Latin ones: Сергей is Sergei in
 * one report and Sergey in the next. Spellings that are names of other languages too, like Andrej and Petr,
 * are not here. All spellings of a line begin alike: if Elena were Yelena, "Y. Velmar" would be nobody.
 */

/** A line for each name, the commonest spelling first. */
const spellings = `
  Alexei Alexey Aleksei Aleksey
  Alexander Aleksandr
  Anastasia Anastasiya Anastasiia
  Anatoly Anatoli Anatoliy Anatolii
  Andrei Andrey
  Andriy Andrii
  Arkady Arkadi Arkadiy Arkadii
  Daria Dariya
  Dmitry Dmitri Dmitriy Dmitrii
  Evgeny Evgeni Evgeniy Evgenii
  Gennady Gennadi Gennadiy Gennadii
  Grigory Grigori Grigoriy Grigorii
  Hennadiy Hennadii
  Hryhoriy Hryhorii
  Ksenia Kseniya Kseniia
  Maria Mariya Mariia
  Maxim Maksim
  Mykhailo Mykhaylo
  Natalia Natalya Nataliya Nataliia
  Nikolai Nikolay
  Oleksiy Oleksii
  Sergei Sergey
  Serhiy Serhii
  Tatiana Tatyana
  Valery Valeri Valeriy Valerii
  Vasily Vasili Vasiliy Vasilii
  Vitaly Vitali Vitaliy Vitalii
  Yevgeny Yevgeni Yevgeniy Yevgenii
  Yulia Yuliya Yuliia
  Yuri Yury Yuriy Yurii`;

/** The folded spellings, each with the commonest one of its name. */
export const commonestSpellings: ReadonlyMap<string, string> = new Map(
  spellings
    .trim()
    .toLowerCase()
    .split('\n')
    .map((line) => line.trim().split(' '))
    .flatMap(([commonest = '', ...others]) => others.map((other) => [other, commonest])),
);
