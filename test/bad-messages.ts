/** The length to which a kind of bad message is made. */
const LONG = 4000;

const upTo = (length: number, piece: (number: number) => string): string => {
  let text = '';
  for (let number = 1; text.length < length; number++) text += piece(number);
  return text.slice(0, length);
};

const WISHES = [
  'cancel order',
  'return the lamp of order',
  'change the address of order',
  'exchange the kettle of order',
  'tell me where my order is, number',
];
const orderId = (number: number) => `#W${1000000 + number}`;
const wish = (number: number) => `${WISHES[number % WISHES.length]} ${orderId(number)}`;

const MAIL = `Hi,

I am forwarding this again, see below.

Best regards
Jo

> On Tue, 3 Nov 2026 at 10:14, Support <help@shop.example> wrote:
>
> Dear customer, your order #W1000001 has been cancelled on your request.
> Please return the items within 30 days. Do you want to change the address?
>
>> On Mon, 2 Nov 2026 at 09:00, Jo <jo@example.com> wrote:
>> Where is my order? Please cancel it.
`;

const HTML = `<!doctype html><html><body style="font:12px Arial"><table><tr><td>Order</td><td>#W1000001</td></tr>
<tr><td><a href="https://shop.example/cancel?id=1&amp;x=2">Cancel order</a></td></tr></table><script>cancel()</script></body></html>`;

/** Messages that nobody should have sent, each of up to 4,000 characters. */
export const BAD_MESSAGES: Readonly<Record<string, string>> = {
  'one letter': 'a'.repeat(LONG),
  blanks: ' '.repeat(LONG),
  'words of no language': upTo(LONG, (number) => `${(number * 7919).toString(36)} `),
  'fifty order numbers': Array.from({ length: 50 }, (_, number) => orderId(number)).join(', '),
  'order numbers without end': upTo(LONG, (number) => `${orderId(number)} `),
  'contradictory wishes':
    'cancel order #W1000001, no do not cancel it, keep it, actually yes cancel it, or rather return it',
  'a pasted mail thread': upTo(LONG, () => MAIL),
  HTML: upTo(LONG, () => HTML),
  'only punctuation': upTo(LONG, (number) => ['?!', '...', ',;', '-- ', '"\'('][number % 5] ?? ''),
  'half a surrogate pair': 'cancel \ud83d my order \udc4d #W1000001 \ud800',
  'twenty wishes': Array.from({ length: 20 }, (_, number) => wish(number)).join(', and '),
  'wishes without end': upTo(LONG, (number) => `${wish(number)}. `),
  'wishes without a stop': upTo(LONG, (number) => `${wish(number)} and `),
  'numbers without end': upTo(LONG, (number) => `${number * 1.5}, `),
  'dates without end': upTo(LONG, (number) => `May ${(number % 28) + 1}, `),
  'brackets and commas': upTo(LONG, () => '((a, b), [c])'),
  yes: upTo(LONG, () => 'yes '),
  'a long story': `${upTo(LONG - 60, (number) => `On day ${number} I told my neighbour that the parcel was still not there. `)} Please cancel my order #W1000001.`,
};
