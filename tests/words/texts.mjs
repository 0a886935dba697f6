import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'svelte/compiler'
import ts from 'typescript'

/**
 * @typedef {{ readonly kind: string; readonly path: string; readonly line: number; readonly text: string }} Text
 */

/** Kinds of texts and where their sources lie; the first that fits counts. */
const KINDS = [
  ['Stories: texts and goals', /^src\/scenarios\/stories\//],
  ['Settings: sections and knobs of labs', /^src\/scenarios\//],
  ['Worlds: knobs and columns', /^datasets\/(?!imports|exports)/],
  ['Imported files: what is assumed, refused, warned of', /^datasets\/(imports|exports)\//],
  ['Metrics', /^src\/core\/metrics\//],
  ['Models and learners: knobs', /^src\/core\/(models|learners|networks|trees)\//],
  ['Treatments', /^src\/core\/treatments\//],
  ['Engines', /^src\/core\/(engines|threads|scoring)\//],
  ['Drift and detectors', /^src\/core\/drift\//],
  ['Training: splits, endings, notes', /^src\/core\/training\//],
  ['Value, costs and decisions', /^src\/core\/(value|decisions)\//],
  ['What a report says', /^src\/core\/report\//],
  ['Rest of the core', /^src\/core\//],
  ['Command line', /^src\/headless\//],
  ['Pictures: titles, help, captions, empty states', /^src\/(views|charts)\//],
  ['Pages: headings, notices, panels', /^src\/(labs|controls)\//],
  ['Shell: bar, panels, notices', /^src\/app\//],
  ['State: problems and notices', /^src\/(state|bridge)\//],
  ['Workers', /^workers\//],
]
/** Attributes of markup that a person reads or hears. */
const READ_ATTRIBUTES = ['title', 'placeholder', 'aria-label', 'label', 'alt', 'help', 'empty', 'kind', 'text']

/** Every text of the sources that a person may meet on the page or the command line, in the order of the kinds. */
export function textsOf(root = '.') {
  const paths = ['src', 'datasets', 'workers'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`)
  )
  const sources = paths.filter((path) => /\.(ts|svelte)$/.test(path) && !/kernels\/|\.d\.ts$/.test(path)).sort()
  const texts = sources.flatMap((path) => {
    const kind = KINDS.find(([, where]) => where.test(path))?.[0]
    const code = readFileSync(join(root, path), 'utf8')
    const found = path.endsWith('.svelte') ? textsOfSvelte(code) : textsOfCode(code, 1)
    return kind ? found.map((one) => ({ kind, path, ...one })) : []
  })
  return KINDS.flatMap(([kind]) => texts.filter((text) => text.kind === kind))
}

/** Texts among the literals of TypeScript: more than one word, or beside a name that says it is read. */
function textsOfCode(code, firstLine) {
  const file = ts.createSourceFile('a.ts', code, ts.ScriptTarget.Latest, true)
  const found = []
  visit(file)
  return found

  function visit(node) {
    const text = literalOf(node)
    if (text !== null) {
      if (isRead(node, text))
        found.push({ line: firstLine + file.getLineAndCharacterOfPosition(node.getStart()).line, text })
      ts.forEachChild(node, (child) => ts.isTemplateSpan(child) && visit(child.expression))
      return
    }
    if (!ts.isImportDeclaration(node) && !ts.isLiteralTypeNode(node)) ts.forEachChild(node, visit)
  }
}

/** What a literal, a template or a sum of them says, gaps as …; null of anything else. */
function literalOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
  if (ts.isParenthesizedExpression(node)) return literalOf(node.expression)
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null
  const [left, right] = [literalOf(node.left), literalOf(node.right)]
  return left === null && right === null ? null : `${left ?? '…'}${right ?? '…'}`
}

function isRead(node, text) {
  const property = ts.isPropertyAssignment(node.parent) ? node.parent.name.getText() : ''
  if (/^(label|help|text|title|point|story|goal|short|givesUp|heading|unit|auto|empty|why)$/.test(property))
    return text !== ''
  if (/^[\s\S]*(\w+\([^)]*\)|[{};]|=>)[\s\S]*$/.test(text) && /[{};]|=>/.test(text)) return false
  return /\p{L}{2,}[ ,:]+\S*\p{L}{2,}/u.test(text)
}

/** Texts of a component: of its scripts, its markup and the attributes that are read. */
function textsOfSvelte(code) {
  const { fragment, instance, module } = parse(code, { modern: true })
  const lineAt = (at) => code.slice(0, at).split('\n').length
  const found = [module, instance]
    .filter((script) => script)
    .flatMap(({ content }) => textsOfCode(code.slice(content.start, content.end), lineAt(content.start)))
  visit(fragment)
  return found

  function visit(node) {
    if (node.nodes) return phrase(node.nodes)
    if (node.type === 'ExpressionTag') return literals(node)
    for (const attribute of node.attributes ?? []) {
      if (attribute.type === 'Attribute' && READ_ATTRIBUTES.includes(attribute.name)) phrase([attribute.value].flat())
      else if (attribute.type === 'Attribute' && attribute.value !== true) [attribute.value].flat().forEach(literals)
    }
    for (const part of ['fragment', 'consequent', 'alternate', 'body', 'fallback', 'pending', 'then', 'catch'])
      if (node[part]) visit(node[part])
  }

  /** A run of text and expressions is one sentence; elements end it. */
  function phrase(nodes) {
    let [text, start] = ['', 0]
    const end = () => {
      const whole = text.replace(/\s+/g, ' ').trim()
      if (/\p{L}{2,}/u.test(whole)) found.push({ line: lineAt(start), text: whole })
      text = ''
    }
    for (const node of nodes) {
      if (node.type === 'Text' || node.type === 'ExpressionTag') {
        if (text === '') start = node.start
        text += node.type === 'Text' ? node.data : '…'
        if (node.type === 'ExpressionTag') literals(node)
      } else {
        if (node.type !== 'Comment') end()
        visit(node)
      }
    }
    end()
  }

  function literals({ type, expression }) {
    if (type !== 'ExpressionTag') return
    found.push(...textsOfCode(`(${code.slice(expression.start, expression.end)})`, lineAt(expression.start)))
  }
}
