const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'visibility',
]

const SVG = 'http://www.w3.org/2000/svg'

/** What a picture that is taken away says of itself besides its title. */
export interface Taken {
  /** Below the title: rows and labels that the numbers stand on. */
  readonly kind?: string
  /** Below the picture: where it comes from. */
  readonly lines?: readonly string[]
  /** Address that opens what is shown. */
  readonly link?: string
}

/**
 * The pictures inside an element as one standalone SVG document: custom properties resolved, paper behind, with title, the
 * names of its lines (elements beside a `data-lane` mark) and where it comes from.
 */
export function svgOf(figure: HTMLElement, title: string, { kind = '', lines = [], link = '' }: Taken = {}): string {
  const pictures = [...figure.getElementsByTagName('svg')].filter((svg) => svg.hasAttribute('data-picture'))
  const boxes = pictures.map((svg) => svg.getBoundingClientRect())
  const left = Math.min(...boxes.map((box) => box.left))
  const top = Math.min(...boxes.map((box) => box.top))
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left) + 2 * PAD
  const legend = legendOf(figure)
  const head = HEAD + (kind ? LINE : 0)
  const foot = LINE * (legend.length + lines.length + (link ? 1 : 0))
  const bottom = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top) + PAD + head
  const height = bottom + PAD + foot
  const style = getComputedStyle(figure)

  const root = document.createElementNS(SVG, 'svg')
  root.setAttribute('width', String(width))
  root.setAttribute('height', String(height))
  root.setAttribute('viewBox', `0 0 ${width} ${height}`)
  root.append(
    element('rect', { width: '100%', height: '100%', fill: style.getPropertyValue('--paper').trim() || 'white' }),
    element(
      'text',
      { x: PAD, y: PAD + 8, 'font-family': style.fontFamily, 'font-size': 14, 'font-weight': 600, fill: style.color },
      title
    )
  )
  const write = (text: string, y: number, x = PAD): SVGElement =>
    element('text', { x, y, 'font-family': style.fontFamily, 'font-size': 11, fill: style.color }, text)
  if (kind) root.append(write(kind, PAD + HEAD + 4))
  pictures.forEach((svg, i) => {
    const copy = svg.cloneNode(true) as SVGSVGElement
    resolve(svg, copy)
    copy.setAttribute('x', String(boxes[i].left - left + PAD))
    copy.setAttribute('y', String(boxes[i].top - top + PAD + head))
    copy.setAttribute('overflow', 'visible')
    root.append(copy)
  })
  legend.forEach(({ mark, name }, i) => {
    const copy = mark.cloneNode(true) as SVGSVGElement
    resolve(mark, copy)
    copy.setAttribute('x', String(PAD))
    copy.setAttribute('y', String(bottom + LINE * (i + 1) - 10))
    root.append(copy, write(name, bottom + LINE * (i + 1), PAD + 32))
  })
  lines.forEach((line, i) => root.append(write(line, bottom + LINE * (legend.length + i + 1))))
  if (link) {
    const anchor = element('a', { href: link })
    const shown = link.length > MOST_SHOWN ? `${link.slice(0, MOST_SHOWN)}…` : link
    anchor.append(write(shown, bottom + LINE * (legend.length + lines.length + 1)))
    root.append(anchor)
  }
  return new XMLSerializer().serializeToString(root)
}

/** Draws a standalone SVG document into a PNG, `factor` pixels to one of its own. */
export async function pngOf(svg: string, factor = 2): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * factor
    canvas.height = image.naturalHeight * factor
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolved, rejected) =>
      canvas.toBlob((blob) => (blob ? resolved(blob) : rejected(new Error('the picture could not be drawn'))))
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Hands a file to the person. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

const PAD = 16
const HEAD = 20
const LINE = 16
const MOST_SHOWN = 110

/** Marks of lines with the names beside them, each once. */
function legendOf(figure: HTMLElement): readonly { readonly mark: SVGSVGElement; readonly name: string }[] {
  const marks = [...figure.getElementsByTagName('svg')].filter((svg) => svg.hasAttribute('data-lane'))
  const named = marks.map((mark) => ({
    mark,
    name: mark.parentElement?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
  }))
  return named.filter(({ name }, i) => name !== '' && named.findIndex((other) => other.name === name) === i)
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  if (text) made.textContent = text
  return made
}

function resolve(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const property of properties) {
    const value = style.getPropertyValue(property)
    if (value) to.setAttribute(property, value)
  }
  to.removeAttribute('class')
  for (let i = 0; i < from.children.length; i++) resolve(from.children[i], to.children[i])
}
