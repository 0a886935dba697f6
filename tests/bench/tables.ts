import { Random } from '../../src/core/kernel/random.ts'

const LINES_PER_PIECE = 5000

/** Text in the shape of the public credit card set: Time, V1 … V28 of 15 digits, Amount, Class; 492 frauds in 284,807 rows, and as rare in others. */
export function creditCardCsv(rows = 284_807): string[] {
  const random = Random.of(11)
  const names = ['Time', ...Array.from({ length: 28 }, (_, i) => `V${i + 1}`), 'Amount', 'Class']
  const frauds = Math.max(1, Math.round((492 / 284_807) * rows))
  const every = Math.floor(rows / frauds)
  return [`${names.map((name) => `"${name}"`).join(',')}\n`].concat(
    pieces(rows, (row) => {
      const cells = Array.from({ length: 28 }, () => String(Number(random.normal().toPrecision(15))))
      const fraud = row % every === 7 && row < frauds * every ? 1 : 0
      return `${Math.floor((172_792 * row) / rows)},${cells.join(',')},${(90 * random.exponential()).toFixed(2)},"${fraud}"\n`
    })
  )
}

/** Text in the shape of Criteo's click log: a label, 13 whole numbers, 26 hashes, tabs between and no header. */
export function criteoTsv(rows: number): string[] {
  const random = Random.of(12)
  const sizes = Array.from({ length: 26 }, (_, i) => [10, 300, 3000, 40_000, 200_000][i % 5])
  const number = () => (random.uniform() < 0.2 ? '' : String(Math.floor(20 * random.exponential()) - 1))
  const hash = (size: number) => {
    if (random.uniform() < 0.1) return ''
    const value = Math.floor(size * random.uniform() * random.uniform())
    return (Math.imul(value + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
  }
  return pieces(rows, () => {
    const cells = [random.uniform() < 0.25 ? '1' : '0', ...Array.from({ length: 13 }, number), ...sizes.map(hash)]
    return `${cells.join('\t')}\n`
  })
}

function pieces(rows: number, lineOf: (row: number) => string): string[] {
  const found: string[] = []
  for (let from = 0; from < rows; from += LINES_PER_PIECE) {
    let text = ''
    for (let row = from; row < Math.min(rows, from + LINES_PER_PIECE); row++) text += lineOf(row)
    found.push(text)
  }
  return found
}
