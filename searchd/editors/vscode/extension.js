// Demarche for Visual Studio Code: `demarche lsp' behind the editor's own
// features (Go to Symbol in Workspace, outline, hover, definition, references,
// code lens), and a search of its own. No build step, nothing to install beside
// it: put this folder into ~/.vscode/extensions.
'use strict';

const path = require('path');
const vscode = require('vscode');
const { Server } = require('./server');

const SELECTOR = [
  { scheme: 'file', language: 'plaintext' },
  { scheme: 'file', language: 'markdown' },
];
const isOurs = (document) => vscode.languages.match(SELECTOR, document) > 0;

let connecting; // to the server: a promise, or undefined
let output;

// ---- the server ----

function settings() {
  return vscode.workspace.getConfiguration('demarche');
}

function folders() {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => ({
    uri: folder.uri.toString(),
    name: folder.name,
  }));
}

async function connect() {
  const index = settings().get('index');
  const server = new Server(
    settings().get('program'),
    ['lsp', ...(index ? ['-d', index] : [])],
    (method, params) => {
      if (method === 'window/showMessage') output.appendLine(params.message);
    },
    (why) => {
      output.appendLine(why);
      connecting = undefined; // the next request starts another
    },
  );
  const initialized = await server.request('initialize', {
    processId: process.pid,
    rootUri: folders()[0]?.uri ?? null,
    workspaceFolders: folders(),
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      textDocument: {
        hover: { contentFormat: ['markdown', 'plaintext'] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
    initializationOptions: {
      symbols: settings().get('number'),
      queryInNames: true, // the editor filters symbols by the query
    },
  });
  server.can = initialized.capabilities;
  server.notify('initialized', {});
  server.documents = new Set();
  vscode.workspace.textDocuments.forEach((each) => open(server, each));
  return server;
}

function server() {
  connecting ??= connect().catch((error) => {
    connecting = undefined;
    throw error;
  });
  return connecting;
}

// A result, or undefined where the server cannot do it or fails: an editor's
// feature is silent then.
async function ask(capability, method, params, token) {
  try {
    const running = await server();
    if (!running.can[capability]) return undefined;
    return (await running.request(method, params, token)) ?? undefined;
  } catch (error) {
    if (!token?.isCancellationRequested) {
      output.appendLine(`${method}: ${error.message}`);
    }
    return undefined;
  }
}

// The server knows a document as it is now. What happened while it started is
// in the text already, so each message has the whole of it.
function open(running, document) {
  const uri = document.uri.toString();
  if (!isOurs(document) || running.documents.has(uri)) return;
  running.documents.add(uri);
  running.notify('textDocument/didOpen', {
    textDocument: {
      uri,
      languageId: document.languageId,
      version: document.version,
      text: document.getText(),
    },
  });
}

function change(running, document) {
  const uri = document.uri.toString();
  if (!running.documents.has(uri)) return;
  running.notify('textDocument/didChange', {
    textDocument: { uri, version: document.version },
    contentChanges: [{ text: document.getText() }],
  });
}

function close(running, document) {
  const uri = document.uri.toString();
  if (!running.documents.delete(uri)) return;
  running.notify('textDocument/didClose', { textDocument: { uri } });
}

// Tell a server that was asked before; another one learns it at its start.
async function tell(what, document) {
  if (connecting) what(await server(), document);
}

// ---- between the protocol's objects and the editor's ----

const toRange = ({ start, end }) => new vscode.Range(
  start.line, start.character, end.line, end.character);
const toLocation = ({ uri, range }) => new vscode.Location(
  vscode.Uri.parse(uri), toRange(range));
const toLocations = (result) => [result ?? []].flat().map(toLocation);

function toSymbol(symbol) {
  const made = new vscode.DocumentSymbol(
    symbol.name || ' ', symbol.detail ?? '', symbol.kind - 1,
    toRange(symbol.range), toRange(symbol.selectionRange));
  made.children = (symbol.children ?? []).map(toSymbol);
  return made;
}

function toHover({ contents, range }) {
  const text = typeof contents === 'string' ? contents : contents.value;
  return new vscode.Hover(new vscode.MarkdownString(text),
    range && toRange(range));
}

// A command of the server's carries places to show; the editor wants its own
// objects for them.
function toLens({ range, command, data }) {
  const made = new vscode.CodeLens(toRange(range), command && {
    title: command.title,
    command: command.command && 'demarche.showPassages',
    arguments: command.command && [command.arguments],
  });
  made.data = data;
  return made;
}

const at = (document, position) => ({
  textDocument: { uri: document.uri.toString() },
  position: { line: position.line, character: position.character },
});

// ---- the editor's features ----

const symbols = {
  async provideWorkspaceSymbols(query, token) {
    if (!query.trim()) return [];
    const found = await ask('workspaceSymbolProvider', 'workspace/symbol',
      { query }, token);
    return (found ?? []).map((symbol) => new vscode.SymbolInformation(
      symbol.name, symbol.kind - 1, symbol.containerName ?? '',
      toLocation(symbol.location)));
  },
};

const outline = {
  async provideDocumentSymbols(document, token) {
    const found = await ask('documentSymbolProvider',
      'textDocument/documentSymbol',
      { textDocument: { uri: document.uri.toString() } }, token);
    return (found ?? []).map(toSymbol);
  },
};

const hover = {
  async provideHover(document, position, token) {
    const found = await ask('hoverProvider', 'textDocument/hover',
      at(document, position), token);
    return found && toHover(found);
  },
};

const definition = {
  async provideDefinition(document, position, token) {
    return toLocations(await ask('definitionProvider',
      'textDocument/definition', at(document, position), token));
  },
};

const references = {
  async provideReferences(document, position, context, token) {
    return toLocations(await ask('referencesProvider',
      'textDocument/references', {
        ...at(document, position),
        context: { includeDeclaration: context.includeDeclaration },
      }, token));
  },
};

const lenses = {
  async provideCodeLenses(document, token) {
    const found = await ask('codeLensProvider', 'textDocument/codeLens',
      { textDocument: { uri: document.uri.toString() } }, token);
    return (found ?? []).map(toLens);
  },
};

// ---- our own search ----

function toPick(hit) {
  return {
    label: `${hit.rank}. ${hit.date ?? 'no date'}`,
    description: [hit.side, hit.speaker, hit.title].filter(Boolean).join(', '),
    detail: hit.text,
    alwaysShow: true, // it is found by what it means, not by its letters
    hit,
  };
}

// Where a hit stands. An index that was made with relative paths has no more
// in its hits; symbols always have the whole path.
async function place(running, hit, query) {
  if (!path.isAbsolute(hit.file)) {
    const found = await running.request('workspace/symbol', { query });
    const symbol = found.find((each) => each.data.id === hit.id);
    if (symbol) return toLocation(symbol.location);
  }
  const line = hit.line - 1;
  return new vscode.Location(vscode.Uri.file(hit.file),
    new vscode.Range(line, 0, line, 0));
}

async function visit({ uri, range }) {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document,
    { selection: new vscode.Range(range.start, range.start), preview: true });
}

// query: what finds the same by "search" as method does with params.
async function choose(method, params, query) {
  try {
    const running = await server();
    const { hits } = await running.request(method,
      { ...params, n: settings().get('number') });
    const pick = await vscode.window.showQuickPick(hits.map(toPick), {
      title: hits.length ? query : `${query}: nothing found`,
      matchOnDetail: true,
      matchOnDescription: true,
    });
    if (pick) await visit(await place(running, pick.hit, query));
  } catch (error) {
    vscode.window.showErrorMessage(`Demarche: ${error.message}`);
  }
}

async function search() {
  const query = await vscode.window.showInputBox({
    prompt: 'missile defence "a phrase" side:Japan date:2012..2018',
  });
  if (query?.trim()) await choose('search', { query }, query);
}

async function topic() {
  try {
    const { topics } = await (await server()).request('topics', {});
    const pick = await vscode.window.showQuickPick(topics.map((each) => ({
      label: each.name,
      description: each.label,
    })));
    if (pick) await choose('topic', { name: pick.label }, `topic:${pick.label}`);
  } catch (error) {
    vscode.window.showErrorMessage(`Demarche: ${error.message}`);
  }
}

// The places that a code lens speaks of: [uri, position, locations].
function showPassages(args) {
  const [uri, position, locations] = args ?? [];
  if (!locations) return undefined;
  return vscode.commands.executeCommand('editor.action.showReferences',
    vscode.Uri.parse(uri),
    new vscode.Position(position.line, position.character),
    locations.map(toLocation));
}

// ---- the extension ----

function follow(context) {
  const { workspace } = vscode;
  context.subscriptions.push(
    workspace.onDidOpenTextDocument((document) => tell(open, document)),
    workspace.onDidChangeTextDocument((event) => tell(change, event.document)),
    workspace.onDidCloseTextDocument((document) => tell(close, document)),
  );
}

function activate(context) {
  const { languages, commands } = vscode;
  output = vscode.window.createOutputChannel('Demarche');
  context.subscriptions.push(
    output,
    languages.registerWorkspaceSymbolProvider(symbols),
    languages.registerDocumentSymbolProvider(SELECTOR, outline),
    languages.registerHoverProvider(SELECTOR, hover),
    languages.registerDefinitionProvider(SELECTOR, definition),
    languages.registerReferenceProvider(SELECTOR, references),
    languages.registerCodeLensProvider(SELECTOR, lenses),
    commands.registerCommand('demarche.search', search),
    commands.registerCommand('demarche.topic', topic),
    commands.registerCommand('demarche.showPassages', showPassages),
  );
  follow(context);
}

async function deactivate() {
  if (connecting) await (await server()).stop();
}

module.exports = { activate, deactivate };
