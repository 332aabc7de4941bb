// The language server `demarche lsp' as a child: requests out, replies in.
// Knows nothing of the editor.
'use strict';

const { spawn } = require('child_process');

class Server {
  // told(method, params) is called for what the server says unasked, closed
  // (why) once when it has ended.
  constructor(program, args, told, closed) {
    this.waiting = new Map();
    this.lastId = 0;
    this.bytes = Buffer.alloc(0);
    this.told = told;
    this.errors = '';
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdout.on('data', (chunk) => this.take(chunk));
    this.child.stderr.on('data', (chunk) => {
      this.errors = (this.errors + chunk).slice(-1000);
    });
    this.child.stdin.on('error', () => {}); // "close" tells it
    const end = (why) => {
      if (!this.over) {
        this.over = this.errors.trim() || why;
        this.waiting.forEach(({ reject }) => reject(new Error(this.over)));
        this.waiting.clear();
        closed(this.over);
      }
    };
    this.child.on('error', (error) => end(error.message));
    this.child.on('close', (code) => end(`${program} ended with ${code}`));
  }

  write(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  notify(method, params) {
    if (!this.over) this.write({ method, params });
  }

  // token: an editor's CancellationToken, or undefined.
  request(method, params, token) {
    if (this.over) return Promise.reject(new Error(this.over));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.write({ id, method, params });
      token?.onCancellationRequested(() => {
        if (this.waiting.has(id)) this.notify('$/cancelRequest', { id });
      });
    });
  }

  take(chunk) {
    this.bytes = Buffer.concat([this.bytes, chunk]);
    for (;;) {
      const end = this.bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = this.bytes.subarray(0, end).toString();
      const length = Number(/^Content-Length: *(\d+)$/im.exec(head)[1]);
      if (this.bytes.length < end + 4 + length) return;
      const body = this.bytes.subarray(end + 4, end + 4 + length);
      this.bytes = this.bytes.subarray(end + 4 + length);
      this.dispatch(JSON.parse(body.toString()));
    }
  }

  dispatch(message) {
    const asked = this.waiting.get(message.id);
    if (message.method && message.id !== undefined) {
      this.write({ id: message.id, result: null }); // nothing it asks matters
    } else if (message.method) {
      this.told(message.method, message.params);
    } else if (asked) {
      this.waiting.delete(message.id);
      if (message.error) asked.reject(new Error(message.error.message));
      else asked.resolve(message.result);
    }
  }

  async stop() {
    if (this.over) return;
    try {
      await this.request('shutdown');
      this.notify('exit');
      this.child.stdin.end();
    } catch {
      this.child.kill();
    }
  }
}

module.exports = { Server };
