export interface Product {
  id: string;
  name: string;
  category: string;
  price: number;
}

const RANGE: readonly (readonly [category: string, query: string, items: readonly (readonly [string, number])[]])[] = [
  [
    "Lighting",
    "lamp",
    [
      ["Wren desk lamp", 59],
      ["Harrow floor lamp", 129],
      ["Pebble night light", 24],
      ["Juniper pendant", 89],
    ],
  ],
  [
    "Kitchen",
    "pan",
    [
      ["Cast iron pan 26 cm", 64],
      ["Ash chopping board", 32],
      ["Stoneware set", 98],
      ["Linen apron", 29],
      ["Moka pot", 38],
    ],
  ],
  [
    "Furniture",
    "chair",
    [
      ["Oakley chair", 149],
      ["Fold side table", 79],
      ["Bracken bookshelf", 219],
      ["Hallway bench", 165],
      ["Loom armchair", 389],
    ],
  ],
  [
    "Textiles",
    "duvet",
    [
      ["Wool throw", 74],
      ["Linen bedding", 139],
      ["Bath towels", 45],
      ["Jute rug", 119],
    ],
  ],
  [
    "Garden",
    "planter",
    [
      ["Zinc planter", 42],
      ["Hand fork and trowel", 34],
      ["Charcoal grill", 179],
      ["Folding deckchair", 85],
      ["Bird table", 39],
    ],
  ],
  [
    "Storage",
    "basket",
    [
      ["Willow basket", 36],
      ["Shoe rack", 58],
      ["Glass jars", 27],
      ["Wall hooks", 19],
    ],
  ],
];

export const PRODUCTS: readonly Product[] = RANGE.flatMap(([category, , items], group) =>
  items.map(([name, price], item) => ({
    id: `BF-${group + 1}${String(item + 1).padStart(2, "0")}`,
    name,
    category,
    price,
  })),
);

export const QUERIES: readonly string[] = RANGE.flatMap(([category, query]) => [
  query,
  category.toLowerCase(),
  `${query} sale`,
]);
