import { describe, expect, test } from 'vitest';
import { isFormText } from '../../../../../core/article/foreign/formTexts.ts';

describe('texts of forms', () => {
  test.each([
    'Every morning in your inbox. By signing up you agree to our terms.',
    'We use your sign-up to send what you have agreed to.',
    'Mit der Anmeldung stimmen Sie den Bedingungen zu.',
    'En vous inscrivant, vous acceptez nos conditions.',
    'Invalid email',
    'Something went wrong, please try again later.',
    'An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.',
    'Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.',
    'Deine Einstellungen verhindern das Laden und Anzeigen aller externen Inhalte.',
    'To show you this content, we need your permission.',
    'Pour afficher ce contenu, vous devez accepter les cookies.',
  ])('are known: %s', (text) => {
    expect(isFormText(text)).toBe(true);
  });

  test.each([
    'By signing up, the harbours agreed to a common tariff.',
    '"By signing up you agree to everything," said the mayor.',
    'The council got an invalid email, the mayor said.',
    'An dieser Stelle stand einst der Hafen.',
    'Extern geprüft wurde der Inhalt der Kisten nicht.',
    'By signing up you agree to hand over your contacts, the regulator said.',
    'Externe Inhalte dürfen Verlage nach dem Urteil erst laden, wenn die Leser eingewilligt haben.',
    'An dieser Stelle wird die Stadt ein Schild anbringen, das die Höhe des Wassers anzeigt.',
    'Mit der Anmeldung zum Turnier erklären die Vereine, dass sie die Regeln anerkennen.',
  ])('a story may say: %s', (text) => {
    expect(isFormText(text)).toBe(false);
  });
});
