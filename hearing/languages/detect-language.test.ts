import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Languages } from '../../config/schemas/languages-schema.ts';
import { detectLanguage } from './detect-language.ts';

const OFFERED = Object.keys(Languages.parse({}));
const detect = (text: string) => detectLanguage(text, OFFERED);

describe('a message in another language', () => {
  test.each([
    ['Hola, quiero cancelar mi pedido', 'es'],
    ['¿Dónde está mi pedido?', 'es'],
    ['no quiero este pedido', 'es'],
    ['Quiero cancelar el pedido #W1234567, soy ana@example.com', 'es'],
    ['Bonjour, je voudrais annuler ma commande', 'fr'],
    ["je n'ai pas reçu mon colis", 'fr'],
    ['Ich möchte meine Bestellung stornieren', 'de'],
    ['Wo ist meine Bestellung?', 'de'],
    ['WO IST MEINE BESTELLUNG', 'de'],
    ['Vorrei annullare il mio ordine', 'it'],
    ['Não recebi o meu pacote ainda', 'pt'],
    ['Ik wil mijn bestelling annuleren', 'nl'],
    ['Chcę anulować moje zamówienie', 'pl'],
    ['Jag har inte fått mitt paket', 'sv'],
    ['Siparişimi iptal etmek istiyorum lütfen', 'tr'],
    ['Я хочу отменить мой заказ', 'ru'],
    ['我想取消我的订单', 'zh'],
    ['注文をキャンセルしたいです', 'ja'],
    ['주문을 취소하고 싶어요', 'ko'],
    ['أريد إلغاء طلبي', 'ar'],
  ])('%s', async (text, language) => {
    expect(await detect(text)).toBe(language);
  });
});

describe('is not heard in', () => {
  test.each([
    'ok',
    'si',
    'no gracias',
    'W1234567',
    'Liam Thomas, Phoenix, AZ, 85049',
    'Juan de la Cruz, Santa Fe, NM 87501',
    '12 Calle de la Reina, San Juan, PR 00901',
    'maria.garcia_lopez@example.com',
    'Bonjour! I would like to cancel my flight',
    'do a coin flip',
    'asdf jkl qwer uiop',
    '',
    '?!',
    '\ud800',
  ])('%s', async (text) => {
    expect(await detect(text)).toBeNull();
  });
});

test('no English message of the agents is taken for another language', async () => {
  const texts = ['retail', 'airline'].flatMap((agent) => [
    ...readFileSync(`evals/${agent}/messages.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => String(JSON.parse(line).text)),
    ...readdirSync(`agents/${agent}/examples`).flatMap((file) =>
      readFileSync(`agents/${agent}/examples/${file}`, 'utf8').split('\n'),
    ),
  ]);
  expect(texts.length).toBeGreaterThan(3000);
  const foreign: string[] = [];
  for (const text of texts) if ((await detect(text)) !== null) foreign.push(text);
  expect(foreign).toEqual([]);
});

test('only offered languages are told apart, and a long message is not read to its end', async () => {
  expect(await detectLanguage('Ich möchte meine Bestellung stornieren', [])).toBeNull();
  expect(
    await detect(`${'Please cancel my order, I do not want it any more. '.repeat(20)}Ich möchte das nicht`),
  ).toBeNull();
});
