// What the extension needs of the module "vscode", for tests: objects as plain
// values, registrations kept, and answers to questions set by the test.
'use strict';

const Module = require('module');

const kept = { providers: {}, commands: {}, events: {}, shown: [], log: [] };
const value = (names) => class {
  constructor(...values) {
    names.forEach((name, at) => { this[name] = values[at]; });
  }
};
const Position = value(['line', 'character']);
class Range {
  constructor(a, b, c, d) {
    this.start = typeof a === 'number' ? new Position(a, b) : a;
    this.end = typeof a === 'number' ? new Position(c, d) : b;
  }
}
const Uri = {
  parse: (text) => ({ text, toString: () => text }),
  file: (path) => Uri.parse(`file://${path}`),
};
const provider = (name) => (...given) => {
  kept.providers[name] = given[given.length - 1];
  return { dispose() {} };
};
const event = (name) => (listener) => {
  kept.events[name] = listener;
  return { dispose() {} };
};

const vscode = {
  Position,
  Range,
  Uri,
  Location: value(['uri', 'range']),
  SymbolInformation: value(['name', 'kind', 'containerName', 'location']),
  DocumentSymbol: value(['name', 'detail', 'kind', 'range', 'selectionRange']),
  MarkdownString: value(['value']),
  Hover: value(['contents', 'range']),
  CodeLens: value(['range', 'command']),
  commands: {
    registerCommand(name, run) {
      kept.commands[name] = run;
      return { dispose() {} };
    },
    executeCommand: (...given) => { kept.shown.push(given); },
  },
  languages: {
    match: (selector, document) => (
      selector.some((each) => each.language === document.languageId) ? 10 : 0),
    registerWorkspaceSymbolProvider: provider('symbols'),
    registerDocumentSymbolProvider: provider('outline'),
    registerHoverProvider: provider('hover'),
    registerDefinitionProvider: provider('definition'),
    registerReferenceProvider: provider('references'),
    registerCodeLensProvider: provider('lenses'),
  },
  window: {
    createOutputChannel: () => ({
      appendLine: (line) => kept.log.push(line),
      dispose() {},
    }),
    showErrorMessage: (text) => kept.log.push(text),
    showInputBox: async () => kept.typed,
    showQuickPick: async (items) => {
      kept.items = items;
      return kept.pick ? kept.pick(items) : items[0];
    },
    showTextDocument: async (document, options) => {
      kept.shown.push([document, options]);
    },
  },
  workspace: {
    textDocuments: [],
    workspaceFolders: undefined,
    getConfiguration: () => ({
      get: (name) => ({ program: 'demarche', index: '', number: 50 })[name],
    }),
    openTextDocument: async (uri) => ({ uri }),
    onDidOpenTextDocument: event('open'),
    onDidChangeTextDocument: event('change'),
    onDidCloseTextDocument: event('close'),
  },
};

const load = Module._load;
Module._load = (name, ...rest) => (
  name === 'vscode' ? vscode : load(name, ...rest));

module.exports = { vscode, kept };
