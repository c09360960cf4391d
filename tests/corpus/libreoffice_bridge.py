"""Opens a form in LibreOffice, types texts into its cells one by one and saves it. Runs in the system's Python.

Reads one task as JSON from standard input: `form`, `out`, and `cells`, a list of sheet, cell and the text that is typed.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
PIPE = "pipe,name=jixiao;urp;StarOffice.ComponentContext"
TRIES, PAUSE = 60, 0.5


def main():
    """Carry out the task."""
    task = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}",
                   "--accept=" + PIPE.replace("StarOffice.ComponentContext", "")]  # fmt: skip
        office = subprocess.Popen(command)
        try:
            desktop, dispatcher = connect()
            fill_in(desktop, dispatcher, task)
            desktop.terminate()
        finally:
            office.wait(timeout=60)


def connect():
    """Return LibreOffice's desktop once it answers, and what carries out its commands."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            context = resolver.resolve("uno:" + PIPE)
            break
        except NoConnectException:
            time.sleep(PAUSE)
    else:
        raise TimeoutError("LibreOffice does not answer")
    dispatcher = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context), dispatcher


def setting(name, value):
    """Return a named value as LibreOffice takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def fill_in(desktop, dispatcher, task):
    """Type every text into its cell and save."""
    url = uno.systemPathToFileUrl(task["form"])
    document = desktop.loadComponentFromURL(url, "_blank", 0, (setting("Hidden", True),))
    controller = document.getCurrentController()
    for sheet, cell, text in task["cells"]:
        controller.setActiveSheet(document.Sheets.getByName(sheet))
        dispatcher.executeDispatch(controller.Frame, ".uno:GoToCell", "", 0, (setting("ToPoint", cell),))
        dispatcher.executeDispatch(
            controller.Frame, ".uno:EnterString", "", 0, (setting("StringName", text),)
        )
    out = Path(task["out"])
    document.storeToURL(uno.systemPathToFileUrl(str(out)), (setting("FilterName", FILTERS[out.suffix]),))
    document.close(True)


if __name__ == "__main__":
    main()
