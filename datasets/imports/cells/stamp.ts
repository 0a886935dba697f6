import { DAY } from '../../../src/core/kernel/time.ts'
import { daysIn, daysSince1970 } from './date.ts'
import { stampForms, type StampForm } from './stamp-forms.ts'

const [EARLIEST, LATEST] = [1900, 2100]
/** Two digits below it are years of this century, as in POSIX. */
const PIVOT = 69

/** Numbers of each form: what one stands for, from its least to its largest. */
const forms = stampForms.map((form) => {
  const hasCentury = form.startsWith('yyyy')
  const scale = Number(`1e${form.length - (hasCentury ? 4 : 2)}`)
  return {
    form,
    hasCentury,
    scale,
    most: (hasCentury ? LATEST + 1 : 100) * scale,
    least: (hasCentury ? EARLIEST : 0) * scale,
  }
})
const byName = new Map(forms.map((one) => [one.form, one]))

/** Seconds since 1970 of a number such as 20240131235959; NaN of one that spells no date of the form. */
export function secondsOfStamp(form: StampForm): (value: number) => number {
  const found = byName.get(form)
  return (value) => (found ? secondsOf(value, found.hasCentury, found.scale, found.least, found.most) : NaN)
}

/** Adds one at each form that a number of so many digits may be written in; the zero of years 2000 to 2009 may be left out. */
export function tallyStamps(value: number, digits: number, tally: Uint32Array): void {
  if (!(value >= 1e4 && value < 2.2e13) || !Number.isInteger(value)) return
  for (let i = 0; i < forms.length; i++) {
    const { form, hasCentury, scale, least, most } = forms[i]
    if (digits !== form.length && (hasCentury || digits !== form.length - 1)) continue
    const seconds = secondsOf(value, hasCentury, scale, least, most)
    if (seconds === seconds) tally[i]++
  }
}

function secondsOf(value: number, hasCentury: boolean, scale: number, least: number, most: number): number {
  if (!(value >= least && value < most) || !Number.isInteger(value)) return NaN
  let year = Math.floor(value / scale)
  let left = value - year * scale
  if (!hasCentury) year += year < PIVOT ? 2000 : 1900
  let unit = scale / 100
  const month = Math.floor(left / unit)
  left -= month * unit
  let day = 1
  if (unit > 1) {
    unit /= 100
    day = Math.floor(left / unit)
    left -= day * unit
  }
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN
  let seconds = 0
  for (let size = 3600, most = 23; unit > 1; size /= 60, most = 59) {
    unit /= 100
    const count = Math.floor(left / unit)
    if (count > most) return NaN
    left -= count * unit
    seconds += size * count
  }
  return DAY * daysSince1970(year, month, day) + seconds
}
