/** What names of columns in public tables of clicks, payments and credit tend to mean. */
const LABELS = [
  ...[
    'label',
    'isfraud',
    'fraud',
    'txfraud',
    'fraudbool',
    'fraudlabel',
    'fraudulent',
    'isfraudulent',
    'target',
    'class',
  ],
  ...['clicked', 'click', 'isclick', 'isclicked', 'isattributed', 'y', 'outcome', 'converted', 'conversion', 'churn'],
  ...['churned', 'default', 'defaulted', 'response', 'survived', 'spam', 'isspam', 'bad', 'badflag'],
]
const LABEL_TIMES = [
  ...[
    'labeltime',
    'labeldate',
    'labeledat',
    'labelledat',
    'chargebacktime',
    'chargebackdate',
    'reportedat',
    'reporteddate',
  ],
  ...['fraudreportedat', 'fraudreporteddate', 'confirmedat'],
]
const CLOCKS = ['timestamp', 'datetime', 'time', 'unix', 'ts', 'dt', 'date', 'step']
const NO_CLOCK = ['birth', 'dob', 'since', 'last', 'expiry', 'expires', 'elapsed', 'delta', 'diff', 'zone', 'label']
const GROUPS = [
  'customer',
  'user',
  'client',
  'cardholder',
  'card',
  'cc',
  'account',
  'acct',
  'member',
  'visitor',
  'session',
  'request',
]
const GROUP_TAILS = ['id', 'num', 'no', 'number', 'key', 'hash', 'uuid']
const AMOUNTS = ['amount', 'amt', 'betrag', 'price', 'transactionamt', 'txamount', 'purchasevalue', 'value']
const CODES = [
  ...[
    'id',
    'code',
    'zip',
    'postcode',
    'type',
    'category',
    'cat',
    'mcc',
    'bin',
    'ip',
    'app',
    'device',
    'os',
    'channel',
    'merchant',
  ],
  ...['terminal', 'region', 'country', 'store', 'product', 'brand', 'site'],
]
const ROW_IDS = [
  'id',
  'index',
  'row',
  'rowid',
  'rownumber',
  'uuid',
  'transactionid',
  'transid',
  'transnum',
  'txid',
  'impressionid',
]

/** Place in the list of names of a label, −1 of no such name. */
export function labelRank(name: string): number {
  return LABELS.indexOf(keyOf(name))
}

export function isLabelTime(name: string): boolean {
  return LABEL_TIMES.includes(keyOf(name))
}

/** Place in the list of names of a clock, −1 of no such name. */
export function clockRank(name: string): number {
  const words = wordsOf(name)
  return isElapsed(name) ? -1 : CLOCKS.findIndex((clock) => words.includes(clock))
}

/** A date of birth, an expiry: a time that is not the row's own. */
export function isElapsed(name: string): boolean {
  return wordsOf(name).some((word) => NO_CLOCK.includes(word))
}

/** Place in the list of names of somebody whose rows belong together, −1 of no such name. */
export function groupRank(name: string): number {
  const words = wordsOf(name)
  const [tail] = words.slice(-1)
  return GROUPS.findIndex(
    (group) =>
      keyOf(name) === group || (words.includes(group) && GROUP_TAILS.includes(tail)) || keyOf(name) === `${group}id`
  )
}

export function amountRank(name: string): number {
  const words = wordsOf(name)
  return AMOUNTS.findIndex((amount) => keyOf(name) === amount || (amount !== 'value' && words.includes(amount)))
}

/** Whether whole numbers of this name are more likely names of things than quantities. */
export function isCode(name: string): boolean {
  const words = wordsOf(name)
  return (words[0] === 'c' && words.length > 1) || CODES.includes(words[words.length - 1])
}

export function isRowId(name: string): boolean {
  return ROW_IDS.includes(keyOf(name))
}

/** `isFraud`, `TransactionDT`, `TX_FRAUD` → their words in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function keyOf(name: string): string {
  return wordsOf(name).join('')
}
