/** What names of columns in public tables of clicks, payments and credit tend to mean. */
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
  ...['uid', 'email', 'iban'],
]
/** The same with a tail only: a subject may be that of a letter. */
const TAILED_GROUPS = [
  ...['patient', 'subject', 'person', 'household', 'borrower', 'applicant', 'driver', 'employee', 'student'],
  ...['subscriber', 'policyholder', 'policy', 'player', 'passenger', 'phone', 'company', 'owner', 'tenant'],
]
const GROUP_TAILS = ['id', 'num', 'no', 'number', 'key', 'hash', 'uuid']
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
const FEW_CODES = [
  ...[
    'state',
    'status',
    'kind',
    'class',
    'pclass',
    'group',
    'segment',
    'cluster',
    'month',
    'weekday',
    'dow',
    'quarter',
  ],
  ...['education', 'marriage', 'marital', 'sex', 'gender', 'race', 'job', 'occupation', 'department', 'dept', 'branch'],
  ...['method', 'mode', 'reason', 'purpose', 'sector', 'industry', 'zone', 'city', 'model', 'make', 'colour', 'color'],
]
const THINGS = [
  ...[
    'ad',
    'campaign',
    'publisher',
    'advertiser',
    'item',
    'article',
    'branch',
    'city',
    'state',
    'query',
    'video',
    'page',
  ],
  ...['event', 'station', 'route', 'flight', 'model', 'make', 'vendor', 'supplier', 'shop', 'hotel', 'movie', 'book'],
]
const ROW_IDS = [
  ...['id', 'index', 'idx', 'row', 'rowid', 'rownumber', 'rownum', 'rownames', 'uuid', 'guid', 'hash', 'pk', 'key'],
  ...['transactionid', 'transid', 'transnum', 'txid', 'impressionid', 'recordid', 'unnamed', 'serial', 'sno', 'srno'],
]
/** The last word of a name of things. */
const ID_TAILS = [
  ...['id', 'ids', 'uuid', 'guid', 'key', 'hash', 'no', 'nr', 'num', 'number', 'ref', 'reference', 'pk'],
  ...[
    'serial',
    'token',
    'iban',
    'ssn',
    'vin',
    'imei',
    'phone',
    'telephone',
    'mobile',
    'msisdn',
    'fax',
    'email',
    'mail',
  ],
]
/** The first word of a count, whatever the last: number_of_no, num_key. */
const COUNT_HEADS = ['num', 'number', 'n', 'nb', 'no', 'count', 'total', 'sum']

/** Place in the list of names of a clock, −1 of no such name. */
export function clockRank(name: string): number {
  const words = wordsOf(name)
  return isElapsed(name) ? -1 : CLOCKS.findIndex((clock) => words.includes(clock))
}

/** A date of birth, an expiry: a time that is not the row's own. */
export function isElapsed(name: string): boolean {
  return wordsOf(name).some((word) => NO_CLOCK.includes(word))
}

/** Index in the list of names of a person or account that groups rows; −1 where the name is not in it. */
export function groupRank(name: string): number {
  const words = wordsOf(name)
  const key = keyOf(name)
  const isTailed = GROUP_TAILS.includes(words[words.length - 1])
  return [...GROUPS, ...TAILED_GROUPS].findIndex(
    (group, place) =>
      (key === group && place < GROUPS.length) || (isTailed && words.includes(group)) || key === `${group}id`
  )
}

/** Whether a column of this name holds things that unrelated rows share, rather than a person or account that groups rows. */
export function isThing(name: string): boolean {
  return wordsOf(name).some((word) => word !== 'id' && (CODES.includes(word) || THINGS.includes(word)))
}

/** Whether whole numbers of this name are more likely names of things than quantities. */
export function isCode(name: string): boolean {
  const words = wordsOf(name)
  return (words[0] === 'c' && words.length > 1) || CODES.includes(words[words.length - 1])
}

/** Whether a few whole numbers of this name are codes: job_type, month, day_of_week. */
export function isCodeOfFew(name: string): boolean {
  const words = wordsOf(name)
  return isCode(name) || FEW_CODES.includes(words[words.length - 1]) || /dayofweek|weekday$/.test(keyOf(name))
}

function isRowId(name: string): boolean {
  return ROW_IDS.includes(keyOf(name)) || wordsOf(name)[0] === 'unnamed'
}

/** Whether numbers or texts of this name are names of something: customer_no, phone, order-ref. */
export function isIdName(name: string): boolean {
  const words = wordsOf(name)
  const isCount = words.length > 1 && COUNT_HEADS.includes(words[0])
  return isRowId(name) || (!isCount && ID_TAILS.includes(words[words.length - 1]))
}

/** `isFraud`, `TransactionDT`, `TX_FRAUD` → their words in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The words of a name in one. */
export function keyOf(name: string): string {
  return wordsOf(name).join('')
}
