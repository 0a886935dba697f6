/** Signs and codes of money as they stand beside a number. */
const SIGNS = [
  ...['$', 'US$', 'A$', 'C$', 'CA$', 'AU$', 'NZ$', 'HK$', 'S$', 'NT$', 'R$', 'MX$', '€', '£', '¥', '￥', '₹', '₽', '₩'],
  ...['₺', '₪', '₫', '฿', '₴', '₦', '₱', '₡', '₲', '₵', '₸', '¢', 'Rs.', 'Rs', 'kr.', 'kr', 'Kr', 'zł', 'Kč', 'Ft'],
  ...['lei', 'Fr.', 'SFr.', 'USD', 'EUR', 'GBP', 'JPY', 'CNY', 'RMB', 'INR', 'CHF', 'CAD', 'AUD', 'NZD', 'SEK', 'NOK'],
  ...['DKK', 'ISK', 'PLN', 'CZK', 'HUF', 'RON', 'BGN', 'TRY', 'RUB', 'UAH', 'ILS', 'AED', 'SAR', 'ZAR', 'NGN', 'KES'],
  ...['EGP', 'BRL', 'MXN', 'ARS', 'CLP', 'COP', 'PEN', 'SGD', 'HKD', 'TWD', 'KRW', 'THB', 'IDR', 'MYR', 'PHP', 'VND'],
  ...['PKR', 'BDT', 'BTC', 'ETH'],
]

const encoder = new TextEncoder()
/** The longest first, by their first and by their last byte. */
const BY_LENGTH = SIGNS.map((sign) => encoder.encode(sign)).sort((a, b) => b.length - a.length)
const byFirst = Array.from({ length: 256 }, (_, byte) => BY_LENGTH.filter((sign) => sign[0] === byte))
const byLast = Array.from({ length: 256 }, (_, byte) => BY_LENGTH.filter((sign) => sign[sign.length - 1] === byte))

/** Bytes of the sign of money that stands at a place; 0 of none. */
export function currencyAt(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0
  const signs = byFirst[bytes[at]]
  for (let i = 0; i < signs.length; i++)
    if (at + signs[i].length <= end && agrees(bytes, at, signs[i])) return signs[i].length
  return 0
}

/** Bytes of the sign of money that ends before a place; 0 of none. */
export function currencyBefore(bytes: Uint8Array, start: number, at: number): number {
  if (at <= start) return 0
  const signs = byLast[bytes[at - 1]]
  for (let i = 0; i < signs.length; i++) {
    const { length } = signs[i]
    if (at - length >= start && agrees(bytes, at - length, signs[i])) return length
  }
  return 0
}

/** The signs of money in some texts, each once. */
export function currenciesIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => {
    const bare = text.replace(/[\d\s().,'’%+\-−–]+/g, ' ').trim()
    return SIGNS.includes(bare) ? [bare] : []
  })
  return [...new Set(found)]
}

function agrees(bytes: Uint8Array, at: number, sign: Uint8Array): boolean {
  for (let i = 0; i < sign.length; i++) if (bytes[at + i] !== sign[i]) return false
  return true
}
