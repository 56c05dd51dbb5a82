"""Talking to yaml-language-server over its protocol (LSP 3.17, JSON-RPC 2.0 on standard streams)."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE_S = 60.0


class Server:
    """A running language server, and documents opened in it."""

    def __init__(self, command: list[str], root: Path) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
        )
        self.root = root
        self.number = 0
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.reports: dict[str, list[dict[str, Any]]] = {}
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": "root"}],
                "capabilities": {
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
                        "hover": {"contentFormat": ["markdown", "plaintext"]},
                        "publishDiagnostics": {},
                    },
                    "workspace": {"configuration": True, "workspaceFolders": True},
                },
            },
        )
        self.tell("initialized", {})

    def open(self, name: str, text: str) -> str:
        """Open a document; its URI."""
        uri = (self.root / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def completion(self, uri: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What is offered at a place (from 0), by label."""
        at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        answer = self.ask("textDocument/completion", at)
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in items}

    def hover(self, uri: str, line: int, column: int) -> str:
        """What is shown at a place (from 0)."""
        at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        answer = self.ask("textDocument/hover", at)
        contents = answer["contents"] if answer else ""
        return contents if isinstance(contents, str) else str(contents["value"])

    def marked(self, uri: str) -> list[dict[str, Any]]:
        """The diagnostics of a document, once they come."""
        while uri not in self.reports:
            self._take(self._next())
        return self.reports[uri]

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """A request and its answer; what the server asks meanwhile is answered."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message.get("result")
            self._take(message)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """A notification."""
        self._send({"method": method, "params": params})

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        self.listener.join(PATIENCE_S)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self.reports[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            result: Any = None
            if message["method"] == "workspace/configuration":
                sections = [item.get("section") for item in message["params"]["items"]]
                ours = {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}
                result = [ours if section == "yaml" else {} for section in sections]
            self._send({"id": message["id"], "result": result})

    def _next(self) -> dict[str, Any]:
        message = self.inbox.get(timeout=PATIENCE_S)
        assert message is not None, "the language server has ended"
        return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline().strip()) or length == 0:
                if not line:
                    self.inbox.put(None)
                    return
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            self.inbox.put(json.loads(stream.read(length)))
