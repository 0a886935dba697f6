import { currenciesIn } from './cells/currency.ts'
import { readNumber } from './cells/number.ts'
import { readText } from './cells/read-text.ts'
import { assumed, flagFor, type Assumption } from './assumed.ts'
import type { Dialect, NumberStyle } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { readWrittenNumber } from './cells/written-number.ts'

const [POINT, COMMA] = [46, 44]

/** How many values of a column are numbers, in the style that reads most of them. */
export function numbersIn(look: ColumnLook, decimal: Dialect['decimal']): number {
  const { pointStyled, commaStyled } = look.seen
  return Math.max(plainIn(look, decimal), pointStyled, commaStyled)
}

/** How numbers of a column are written; undefined where plain digits with the file's decimal sign read as many. */
export function styleOf(look: ColumnLook, decimal: Dialect['decimal']): NumberStyle | undefined {
  const { pointStyled, commaStyled } = look.seen
  if (plainIn(look, decimal) >= Math.max(pointStyled, commaStyled)) return undefined
  if (pointStyled === commaStyled) return decimal === ',' ? '1.234,56' : '1,234.56'
  return pointStyled > commaStyled ? '1,234.56' : '1.234,56'
}

/** Says that numbers such as 8.021 are read as fractions, where all of them may as well be thousands. */
export function sayFractions({ name, seen, examples }: ColumnLook, assumptions: Assumption[]): void {
  if (seen.withPoint === 0 || seen.withPoint > seen.pointGrouped || seen.numbers < seen.values) return
  const shown = examples.find((text) => text.includes('.'))
  if (shown === undefined) return
  const text = `${name}: "${shown}" is read as ${Number(shown)}, as nothing in the column says whether its point groups thousands or begins a fraction`
  assumptions.push(assumed('type', name, text, flagFor('--numbers', name, '=1.234,56')))
}

/** Says how numbers are read that are not plain: what one of them becomes, and what nothing in the column decides. */
export function sayStyle(look: ColumnLook, style: NumberStyle, assumptions: Assumption[]): void {
  const { name, seen, examples } = look
  const decimal = style === '1,234.56' ? POINT : COMMA
  const other = style === '1,234.56' ? COMMA : POINT
  const say = (text: string, flag: string | null = null): void =>
    void assumptions.push(assumed('type', name, text, flag))
  const read = (text: string, sign: number) =>
    readText((bytes, start, end) => readWrittenNumber(bytes, start, end, sign, false), text)
  const written = examples.filter((text) => isWritten(text, decimal) && !Number.isNaN(read(text, decimal)))
  const isOpen = seen.pointStyled === seen.commaStyled
  const shown = written.find((text) => read(text, other) !== read(text, decimal)) ?? written[0]
  const asWhat =
    shown === undefined ? `read as numbers written ${style}` : `"${shown}" is read as ${read(shown, decimal)}`
  const isUndecided =
    isOpen && shown !== undefined && !Number.isNaN(read(shown, other)) && read(shown, other) !== read(shown, decimal)
  const why = isUndecided
    ? `, as nothing in the column says whether its ${decimal === POINT ? 'comma groups' : 'point groups'} thousands or begins a fraction`
    : ''
  say(
    `${name}: ${asWhat}${why}`,
    isUndecided ? flagFor('--numbers', name, `=${style === '1,234.56' ? '1.234,56' : '1,234.56'}`) : null
  )
  if (seen.perCents > 0 && seen.perCents < numberCount(look, style))
    say(`${name}: numbers with and without a per cent sign are read alike, as per cent`)
  const moneys = currenciesIn(examples)
  if (moneys.length > 1) say(`${name}: amounts in ${moneys.join(', ')} are read as if they were of one currency`)
}

function plainIn({ seen }: ColumnLook, decimal: Dialect['decimal']): number {
  return decimal === ',' ? seen.commaNumbers : seen.numbers
}

function numberCount({ seen }: ColumnLook, style: NumberStyle): number {
  return style === '1,234.56' ? seen.pointStyled : seen.commaStyled
}

function isWritten(text: string, decimal: number): boolean {
  return (
    Number.isNaN(readText((bytes, start, end) => readNumber(bytes, start, end, decimal, false), text)) ||
    (decimal === COMMA && text.includes(','))
  )
}
