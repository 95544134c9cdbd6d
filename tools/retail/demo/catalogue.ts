/** A type of product before its variants are made: a middle price and the values of each option. */
export interface CatalogueEntry {
  readonly name: string;
  readonly dollars: number;
  readonly options: { readonly [option: string]: readonly string[] };
}

const TABLE = `
Raincoat | 89 | color: yellow, navy, olive | size: S, M, L, XL | length: short, long
Wool Scarf | 39 | color: charcoal, cream, rust, teal | pattern: plain, checked | length: 160 cm, 190 cm
Denim Jeans | 64 | wash: light, dark, black | waist: 30, 32, 34, 36 | fit: slim, straight, relaxed
Linen Shirt | 54 | color: white, sand, sky blue | size: S, M, L, XL | sleeve: short, long
Winter Gloves | 32 | color: black, grey, red | size: S, M, L | touchscreen: yes, no
Leather Belt | 45 | color: brown, black, cognac | length: 85 cm, 95 cm, 105 cm | buckle: brass, steel
Rain Boots | 58 | color: green, navy, black | size: 6, 7, 8, 9, 10 | height: ankle, knee
Trail Shoes | 118 | color: slate, orange, forest | size: 7, 8, 9, 10, 11 | grip: medium, deep
Hooded Sweatshirt | 52 | color: grey, burgundy, navy | size: S, M, L, XL | zip: none, full
Knitted Beanie | 24 | color: mustard, black, heather | lining: none, fleece | cuff: single, double
Camping Tent | 249 | persons: 2, 3, 4 | seasons: three, four | color: green, orange
Sleeping Bag | 129 | comfort: 10 C, 0 C, -10 C | filling: down, synthetic | zip side: left, right
Trekking Poles | 74 | material: aluminium, carbon | grip: cork, foam | folding: telescopic, foldable
Headlamp | 42 | lumens: 200, 400, 800 | power: battery, USB | red light: yes, no
Camping Stove | 67 | fuel: gas, spirit, multi-fuel | burners: 1, 2 | wind shield: yes, no
Cooler Box | 96 | litres: 20, 35, 50 | wheels: yes, no | color: blue, sand
Hammock | 48 | persons: 1, 2 | color: teal, grey, sunset | mosquito net: yes, no
Inflatable Kayak | 389 | seats: 1, 2, 3 | color: red, blue | pump: hand, foot
Climbing Rope | 159 | metres: 40, 60, 70 | diameter: 9.2 mm, 9.8 mm | treatment: none, dry
Picnic Blanket | 36 | size: medium, large | pattern: stripes, tartan, plain | backing: fleece, waterproof
Cast Iron Skillet | 59 | diameter: 20 cm, 26 cm, 30 cm | lid: none, glass, iron | handle: short, long
Chef Knife | 84 | blade: 16 cm, 20 cm, 24 cm | steel: stainless, carbon | handle: walnut, black
Cutting Board | 34 | material: beech, bamboo, rubber | size: small, medium, large | juice groove: yes, no
Stand Mixer | 329 | color: red, cream, graphite | bowl: 4 litres, 5 litres, 7 litres | speeds: 6, 10
Toaster | 49 | slots: 2, 4 | color: steel, mint, black | bagel setting: yes, no
Blender | 98 | jug: glass, plastic | watts: 600, 900, 1400 | color: white, black
Rice Cooker | 76 | cups: 4, 6, 10 | pot: coated, steel | timer: yes, no
Lunch Box | 27 | compartments: 1, 2, 3 | material: steel, glass, plastic | color: clear, blue, coral
Spice Rack | 38 | jars: 8, 12, 16 | mounting: wall, counter | material: oak, steel
Dinner Plates | 72 | pieces: 4, 6, 8 | glaze: white, speckled, ocean | shape: round, coupe
Floor Lamp | 112 | color: black, brass, white | shade: linen, paper, glass | dimmer: yes, no
Throw Blanket | 46 | color: oat, terracotta, moss | material: wool, cotton | size: medium, large
Curtains | 69 | color: ivory, slate, sage | drop: 137 cm, 183 cm, 228 cm | lining: none, blackout
Area Rug | 189 | size: 120 x 170 cm, 160 x 230 cm, 200 x 300 cm | pile: flat, short, deep | color: beige, indigo
Bed Sheets | 79 | size: single, double, king | material: percale, sateen, flannel | color: white, dusk
Memory Pillow | 55 | firmness: soft, medium, firm | height: low, high | cover: bamboo, cotton
Laundry Basket | 33 | material: willow, fabric | size: medium, large | lid: yes, no
Coat Rack | 61 | type: wall, standing | hooks: 5, 8 | wood: ash, walnut
ThreadSnapshot Desk | 459 | width: 120 cm, 140 cm, 160 cm | top: oak, white, walnut | motor: single, dual
Bath Towels | 44 | pieces: 2, 4, 6 | color: white, sea, clay | weight: light, heavy
Computer Monitor | 279 | size: 24 inch, 27 inch, 32 inch | resolution: 1080p, 1440p, 4K | stand: fixed, height adjustable
Webcam | 74 | resolution: 1080p, 1440p, 4K | microphone: mono, stereo | privacy cover: yes, no
External Drive | 109 | capacity: 1 TB, 2 TB, 4 TB | type: disk, solid state | color: black, silver
USB Hub | 37 | ports: 4, 7, 10 | power supply: yes, no | plug: USB-A, USB-C
Drawing Tablet | 219 | area: small, medium, large | screen: yes, no | pen: battery, battery-free
Soundbar | 239 | channels: 2.0, 2.1, 3.1 | color: black, white | subwoofer: none, wireless
Projector | 549 | resolution: 1080p, 4K | lumens: 800, 1500, 2500 | speakers: yes, no
Robot Lawnmower | 899 | area: 250 m2, 500 m2, 1000 m2 | navigation: wire, camera | color: grey, green
Weather Station | 119 | sensors: 1, 3, 5 | display: color, monochrome | connectivity: radio, Wi-Fi
Board Game | 41 | players: 2, 2 to 4, 3 to 6 | theme: trains, gardens, space | edition: standard, travel
`;

/** The fifty types of product of the demo shop. */
export const CATALOGUE: readonly CatalogueEntry[] = TABLE.trim().split('\n').map(readRow);

function readRow(row: string): CatalogueEntry {
  const [name = '', dollars, ...columns] = row.split(' | ');
  const options = columns.map((column): [string, readonly string[]] => {
    const [option = '', values = ''] = column.split(': ');
    return [option, values.split(', ')];
  });
  return { name, dollars: Number(dollars), options: Object.fromEntries(options) };
}
