"""Braces and `set` commands say the same."""

from isms.demo.junos import set_form


def test_every_statement_becomes_a_command_with_its_whole_path() -> None:
    text = 'system {\n    host-name rt1;\n    login {\n        message "Nur Berechtigte {IT}.";\n    }\n}\n'
    assert set_form(text) == 'set system host-name rt1\nset system login message "Nur Berechtigte {IT}."\n'


def test_a_list_becomes_one_command_for_each_value() -> None:
    assert set_form("system {\n    authentication-order [ tacplus password ];\n}\n") == (
        "set system authentication-order tacplus\nset system authentication-order password\n"
    )


def test_a_note_behind_a_secret_is_left_out() -> None:
    assert set_form('a {\n    secret "$9$x"; ## SECRET-DATA\n}\n') == 'set a secret "$9$x"\n'


def test_options_that_share_a_line_in_braces_get_a_command_each() -> None:
    text = 'ntp {\n    authentication-key 1 type sha256 value "$9$x"; ## SECRET-DATA\n}\n'
    assert set_form(text) == ('set ntp authentication-key 1 type sha256\nset ntp authentication-key 1 value "$9$x"\n')


def test_an_inactive_block_is_deactivated_behind_its_statements() -> None:
    text = "syslog {\n    inactive: host 192.0.2.1 {\n        any any;\n    }\n    inactive: archive;\n}\n"
    assert set_form(text) == (
        "set syslog host 192.0.2.1 any any\ndeactivate syslog host 192.0.2.1\n"
        "set syslog archive\ndeactivate syslog archive\n"
    )
