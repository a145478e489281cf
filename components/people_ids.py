"""The ids of the pages about people: one's own account, and what admins see. `components.ids` has them all."""

from components.slot import Slot

# The person's own account. What depends on how it stands comes with callbacks: its fields are many of a kind.
ACCOUNT_PRESENT = Slot("account", "present", "input")
ACCOUNT_WANTED = Slot("account", "wanted", "input")
ACCOUNT_CHANGE = Slot("account", "change", "button")
ACCOUNT_CHANGED = Slot("account", "changed", "store")
ACCOUNT_FACTOR = Slot("account", "factor", "area")
ACCOUNT_SECRET = Slot("account", "secret", "input")
ACCOUNT_BEGIN = Slot("account", "begin", "button")
ACCOUNT_CONFIRM = Slot("account", "confirm", "button")
ACCOUNT_CODES = Slot("account", "codes", "button")
ACCOUNT_REMOVE = Slot("account", "remove", "button")
ACCOUNT_PLACES = Slot("account", "places", "area")
ACCOUNT_END = Slot("account", "end", "button")
ACCOUNT_END_OTHERS = Slot("account", "others", "button")
ACCOUNT_PROVIDER = Slot("account", "provider", "area")
ACCOUNT_UNLINK = Slot("account", "unlink", "button")

# People and their invitations, for admins. Buttons of a line carry the person's id, or the invited address.
PEOPLE_TABLE = Slot("people", "table", "area")
PEOPLE_CHANGED = Slot("people", "changed", "store")
PEOPLE_EMAIL = Slot("people", "email", "input")
PEOPLE_ROLE = Slot("people", "role", "select")
PEOPLE_ROOMS = Slot("people", "rooms", "input")
PEOPLE_INVITE = Slot("people", "invite", "button")
PEOPLE_TOLD = Slot("people", "told", "area")
PEOPLE_INVITED = Slot("people", "invited", "area")
PEOPLE_WITHDRAW = Slot("people", "withdraw", "button")
PEOPLE_MANAGE = Slot("people", "manage", "button")
PEOPLE_DIALOG = Slot("people", "person", "dialog")
PEOPLE_DIALOG_TITLE = Slot("people", "person", "text")
PEOPLE_NEW_ROLE = Slot("people", "own", "select")
PEOPLE_NEW_ROOMS = Slot("people", "own", "input")
PEOPLE_SUBJECT = Slot("people", "subject", "input")
PEOPLE_SAVE = Slot("people", "save", "button")
PEOPLE_DO = Slot("people", "do", "button")

# Workspaces, for admins.
WORKSPACES_NAME = Slot("workspaces", "name", "input")
WORKSPACES_CREATE = Slot("workspaces", "create", "button")
WORKSPACES_CHANGED = Slot("workspaces", "changed", "store")
WORKSPACES_LIST = Slot("workspaces", "list", "area")
WORKSPACES_OWN_NAME = Slot("workspaces", "own", "input")
WORKSPACES_RENAME = Slot("workspaces", "rename", "button")
WORKSPACES_DROP_WORDS = Slot("workspaces", "drop", "button")
WORKSPACES_KEEP_WORDS = Slot("workspaces", "keep", "button")

# Who did what, and how the installation is doing, for admins.
ACTIVITY_WHO = Slot("activity", "who", "select")
ACTIVITY_ROOM = Slot("activity", "room", "select")
ACTIVITY_WHAT = Slot("activity", "what", "select")
ACTIVITY_SINCE = Slot("activity", "since", "select")
ACTIVITY_TABLE = Slot("activity", "table", "area")
ACTIVITY_CSV = Slot("activity", "csv", "link")
HEALTH_LOOK = Slot("health", "look", "button")
HEALTH_STATE = Slot("health", "state", "area")
