import { z } from 'zod';

/** The engine's sentence in each language. */
const SENTENCES = {
  ar: 'عذراً، لا أقرأ هنا إلا الإنجليزية. سيقرأ أحد زملائي رسالتك ويجيبك هنا.',
  cs: 'Omlouvám se, tady umím číst jen anglicky. Vaši zprávu si přečte můj kolega a odpoví vám zde.',
  da: 'Beklager, jeg læser kun engelsk her. En kollega læser din besked og svarer dig her.',
  de: 'Entschuldigung, ich lese hier nur Englisch. Eine Kollegin oder ein Kollege liest Ihre Nachricht und antwortet Ihnen hier.',
  en: 'Sorry, English is not read here. A colleague will read your message and answer you here.',
  el: 'Λυπάμαι, εδώ διαβάζω μόνο αγγλικά. Ένας συνάδελφος θα διαβάσει το μήνυμά σας και θα σας απαντήσει εδώ.',
  es: 'Lo siento, aquí solo leo inglés. Un colega leerá su mensaje y le responderá aquí.',
  fi: 'Valitettavasti luen täällä vain englantia. Kollegani lukee viestisi ja vastaa sinulle täällä.',
  fr: "Désolé, je ne lis ici que l'anglais. Un collègue lira votre message et vous répondra ici.",
  he: 'מצטערים, כאן אני קורא רק אנגלית. עמית יקרא את ההודעה שלך ויענה לך כאן.',
  hi: 'क्षमा करें, मैं यहाँ केवल अंग्रेज़ी पढ़ता हूँ। एक सहकर्मी आपका संदेश पढ़कर आपको यहीं उत्तर देंगे।',
  hu: 'Sajnálom, itt csak angolul olvasok. Egy kollégám elolvassa az üzenetét, és itt válaszol Önnek.',
  it: "Mi dispiace, qui leggo solo l'inglese. Un collega leggerà il suo messaggio e le risponderà qui.",
  ja: '申し訳ありません。ここでは英語しか読めません。担当者がメッセージを読み、こちらでお返事します。',
  ko: '죄송합니다. 여기서는 영어만 읽을 수 있습니다. 담당자가 메시지를 읽고 여기에서 답변드리겠습니다.',
  nl: 'Sorry, ik lees hier alleen Engels. Een collega leest uw bericht en antwoordt u hier.',
  no: 'Beklager, jeg leser bare engelsk her. En kollega leser meldingen din og svarer deg her.',
  pl: 'Przepraszam, czytam tu tylko po angielsku. Ktoś z zespołu przeczyta Twoją wiadomość i odpowie Ci tutaj.',
  pt: 'Desculpe, aqui só leio inglês. Um colega lerá a sua mensagem e responderá aqui.',
  ro: 'Îmi pare rău, aici citesc doar engleza. Un coleg vă va citi mesajul și vă va răspunde aici.',
  ru: 'Извините, здесь я читаю только по-английски. Ваше сообщение прочтёт коллега и ответит вам здесь.',
  sv: 'Tyvärr läser jag bara engelska här. En kollega läser ditt meddelande och svarar dig här.',
  tr: 'Üzgünüm, burada yalnızca İngilizce okuyorum. Bir meslektaşım mesajınızı okuyup size buradan yanıt verecek.',
  uk: 'Вибачте, тут я читаю лише англійською. Ваше повідомлення прочитає колега і відповість вам тут.',
  vi: 'Xin lỗi, ở đây tôi chỉ đọc được tiếng Anh. Một đồng nghiệp sẽ đọc tin nhắn và trả lời bạn tại đây.',
  zh: '抱歉，我在这里只能阅读英文。我们的同事会阅读您的留言，并在这里回复您。',
} as const;

const named = new Intl.DisplayNames('en', { type: 'language' });

const sentence = (code: keyof typeof SENTENCES) =>
  z
    .union([z.string().min(1), z.literal(false)])
    .default(SENTENCES[code])
    .describe(`${named.of(code)}. False: it is not looked for.`);

const codes = Object.keys(SENTENCES) as readonly (keyof typeof SENTENCES)[];

/** By language: the sentence that a customer who writes in it reads before a person is called. */
export const Languages = z
  .strictObject(
    Object.fromEntries(codes.map((code) => [code, sentence(code)])) as {
      [code in keyof typeof SENTENCES]: ReturnType<typeof sentence>;
    },
  )
  .describe(
    'The sentence for a customer who writes in another language, by its ISO 639-1 code; then a person is called. For agents whose `locale` is English.',
  );
