import { keyOf, wordsOf } from './name-hints.ts'

const AMOUNTS = ['amount', 'amt', 'betrag', 'price', 'transactionamt', 'txamount', 'purchasevalue', 'value']
/** What makes of money something else than what a row is worth: an index, a price for one, a mean. */
const NO_AMOUNTS = [
  ...['index', 'idx', 'cpi', 'cons', 'consumer', 'unit', 'per', 'each', 'change', 'diff', 'delta', 'ratio', 'rate'],
  ...[
    'avg',
    'mean',
    'average',
    'median',
    'min',
    'max',
    'std',
    'var',
    'score',
    'rank',
    'level',
    'band',
    'bin',
    'bucket',
  ],
  ...[
    'type',
    'category',
    'class',
    'group',
    'code',
    'id',
    'currency',
    'flag',
    'is',
    'has',
    'count',
    'num',
    'number',
    'n',
  ],
  ...['last', 'previous', 'prev', 'old', 'prior', 'history', 'income', 'salary', 'limit', 'pct', 'percent', 'share'],
  ...['log', 'scaled', 'norm', 'z', 'market', 'stock', 'oil', 'gas', 'fuel', 'elasticity'],
]
const COUNT_HEADS = ['num', 'number', 'n', 'nb']
/** What is counted or measured: whole numbers of such a name are no names of things, however much they differ. */
const QUANTITIES = [
  ...['amount', 'amt', 'betrag', 'price', 'cost', 'fee', 'tax', 'income', 'salary', 'wage', 'pay', 'balance', 'bal'],
  ...[
    'revenue',
    'sales',
    'turnover',
    'profit',
    'loss',
    'debt',
    'credit',
    'loan',
    'limit',
    'deposit',
    'capital',
    'gain',
  ],
  ...[
    'asset',
    'assets',
    'worth',
    'value',
    'spend',
    'spent',
    'spending',
    'budget',
    'cents',
    'cent',
    'dollars',
    'usd',
    'eur',
  ],
  ...['population', 'age', 'distance', 'mileage', 'odometer', 'km', 'miles', 'area', 'sqft', 'size', 'weight', 'wgt'],
  ...['height', 'length', 'width', 'depth', 'volume', 'duration', 'seconds', 'minutes', 'hours', 'days', 'months'],
  ...['years', 'count', 'cnt', 'quantity', 'qty', 'score', 'rating', 'points', 'views', 'visits', 'clicks', 'bytes'],
  ...['temperature', 'pressure', 'speed', 'power', 'energy', 'reading', 'level', 'rate', 'ratio', 'percent', 'total'],
  ...['sum', 'mean', 'avg', 'min', 'max', 'rooms', 'children', 'calls', 'payments', 'orders', 'tenure', 'elevation'],
]

/** Place in the list of names of what a row is worth in money, −1 of no such name. */
export function amountRank(name: string): number {
  const words = wordsOf(name)
  const rank = AMOUNTS.findIndex((amount) => keyOf(name) === amount || (amount !== 'value' && words.includes(amount)))
  return words.some((word) => NO_AMOUNTS.includes(word)) ? -1 : rank
}

/** Whether a name says how much or how many. */
export function isQuantity(name: string): boolean {
  const words = wordsOf(name)
  return (
    amountRank(name) >= 0 ||
    words.some((word) => QUANTITIES.includes(word)) ||
    (words.length > 1 && COUNT_HEADS.includes(words[0]))
  )
}
