# Two exceptions, one from the other, reach the top.
class ConfigError(Exception):
    """Something is wrong with the settings."""
def read(settings, key):
    try:
        return int(settings[key])
    except (KeyError, ValueError) as error:
        raise ConfigError(f'bad setting {key!r}') from error
print(read({'port': '80'}, 'port'))
try:
    read({'port': 'x'}, 'port')
except ConfigError as error:
    print(error, '<-', repr(error.__cause__))
read({}, 'host')
