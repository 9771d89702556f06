"""Drives a KMIP server with PyKMIP at one protocol version: prints one line a step, exits 1 when a step fails.

usage: pykmip_client.py PORT CA CERT KEY VERSION
"""
import hashlib
import sys
import traceback
import uuid

from kmip.core import enums, primitives
from kmip.core.factories.attributes import AttributeFactory
from kmip.core.messages.contents import ProtocolVersion
from kmip.pie import objects
from kmip.pie.client import ProxyKmipClient
from kmip.core.exceptions import OperationFailure
from kmip.pie.exceptions import KmipOperationFailure
from kmip.services.kmip_client import KMIPProxy

PORT, CA, CERT, KEY, VERSION = sys.argv[1:6]
KMIP = enums.KMIPVersion['KMIP_' + VERSION.replace('.', '_')]
RUN = uuid.uuid4().hex[:8]
MASK = [enums.CryptographicUsageMask.ENCRYPT, enums.CryptographicUsageMask.DECRYPT]
ATTRIBUTES = AttributeFactory()
failures = 0


def step(name):
    def run(function):
        global failures
        try:
            function()
            print('ok   %s %s' % (VERSION, name))
        except Exception:
            failures += 1
            print('FAIL %s %s' % (VERSION, name))
            traceback.print_exc(limit=4, file=sys.stdout)
    return run


def expect(reason, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except (KmipOperationFailure, OperationFailure) as refused:
        if refused.reason not in (reason if isinstance(reason, tuple) else (reason,)):
            raise AssertionError('refused with %s (%s), not %s' % (refused.reason, refused.message, reason))
        return
    raise AssertionError('not refused')


def attribute(kind, value, index=None):
    return ATTRIBUTES.create_attribute(kind, value, index)


client = ProxyKmipClient(hostname='127.0.0.1', port=int(PORT), cert=CERT, key=KEY, ca=CA, kmip_version=KMIP,
                         ssl_version='PROTOCOL_TLSv1_2')
client.open()
kept = {}
R = enums.ResultReason
NOT_FOUND = R.ITEM_NOT_FOUND if KMIP.value < 2.0 else R.OBJECT_NOT_FOUND


@step('create')
def _():
    kept['aes'] = client.create(enums.CryptographicAlgorithm.AES, 256, name='aes-' + RUN, cryptographic_usage_mask=MASK)
    uuid.UUID(kept['aes'])


@step('get')
def _():
    key = client.get(kept['aes'])
    assert len(key.value) == 32 and key.cryptographic_length == 256, key
    assert key.value == client.get(kept['aes']).value


@step('register and get the same')
def _():
    secret = bytes(range(16))
    key = objects.SymmetricKey(enums.CryptographicAlgorithm.AES, 128, secret, masks=MASK, name='reg-' + RUN)
    kept['registered'] = client.register(key)
    assert client.get(kept['registered']).value == secret


@step('register secret data, opaque object, public key')
def _():
    password = objects.SecretData(b'correct horse', enums.SecretDataType.PASSWORD, masks=[enums.CryptographicUsageMask.DERIVE_KEY],
                                  name='password-' + RUN)
    uid = client.register(password)
    assert client.get(uid).value == b'correct horse'
    opaque = client.register(objects.OpaqueObject(b'anything', enums.OpaqueDataType.NONE, name='opaque-' + RUN))
    assert client.get(opaque).value == b'anything'
    pkcs1 = (bytes.fromhex('30819f300d06092a864886f70d010101050003818d0030818902818100') + bytes(range(128, 256))
             + bytes.fromhex('0203010001'))
    public = client.register(objects.PublicKey(enums.CryptographicAlgorithm.RSA, 1024, pkcs1, enums.KeyFormatType.X_509,
                                               masks=[enums.CryptographicUsageMask.VERIFY], name='public-' + RUN))
    assert client.get(public).value == pkcs1


@step('get attributes')
def _():
    _, found = client.get_attributes(kept['aes'], ['State', 'Cryptographic Length', 'Name', 'Cryptographic Usage Mask', 'Object Type'])
    names = sorted(a.attribute_name.value for a in found)
    assert names == ['Cryptographic Length', 'Cryptographic Usage Mask', 'Name', 'Object Type', 'State'], names
    state = [a.attribute_value.value for a in found if a.attribute_name.value == 'State'][0]
    assert state == enums.State.PRE_ACTIVE, state
    if KMIP.value == 1.1:  # the client misreads the Digest of 1.0, and does not know every attribute of later versions
        client.get_attributes(kept['aes'])


@step('get attribute list')
def _():
    names = client.get_attribute_list(kept['aes'])
    for name in ['Unique Identifier', 'Object Type', 'Digest', 'Initial Date', 'Last Change Date', 'State', 'Name']:
        assert name in names, (name, names)
    assert ('Fresh' in names) == (KMIP.value > 1.0), names
    assert ('Sensitive' in names) == (KMIP.value >= 1.4), names
    assert ('Random Number Generator' in names) == (KMIP.value >= 1.3), names


@step('locate by name')
def _():
    found = client.locate(attributes=[attribute(enums.AttributeType.NAME, 'aes-' + RUN)])
    assert found == [kept['aes']], found
    assert client.locate(attributes=[attribute(enums.AttributeType.NAME, 'nobody-' + RUN)]) == []


@step('locate by state and type, newest first, with limits')
def _():
    wanted = [attribute(enums.AttributeType.STATE, enums.State.PRE_ACTIVE),
              attribute(enums.AttributeType.OBJECT_TYPE, enums.ObjectType.SYMMETRIC_KEY)]
    found = client.locate(attributes=wanted)
    assert found.index(kept['registered']) < found.index(kept['aes']), found
    assert client.locate(attributes=wanted, maximum_items=1) == found[:1]
    if KMIP.value >= 1.3:
        assert client.locate(attributes=wanted, maximum_items=1, offset_items=1) == found[1:2]
    both = wanted + [attribute(enums.AttributeType.STATE, enums.State.ACTIVE)]
    assert client.locate(attributes=both) == []


@step('object group and custom attribute')
def _():
    def template(name, custom):
        return [attribute(enums.AttributeType.CRYPTOGRAPHIC_ALGORITHM, enums.CryptographicAlgorithm.AES),
                attribute(enums.AttributeType.CRYPTOGRAPHIC_LENGTH, 128),
                attribute(enums.AttributeType.CRYPTOGRAPHIC_USAGE_MASK, MASK),
                attribute(enums.AttributeType.NAME, name),
                attribute(enums.AttributeType.OBJECT_GROUP, 'group-' + RUN)] + custom
    from kmip.core.objects import Attribute, TemplateAttribute
    custom = []
    if KMIP.value < 2.0:
        custom = [Attribute(attribute_name=Attribute.AttributeName('x-purpose'),
                            attribute_value=primitives.TextString('tape-' + RUN, enums.Tags.ATTRIBUTE_VALUE))]
    result = client.proxy.create(enums.ObjectType.SYMMETRIC_KEY,
                                 TemplateAttribute(attributes=template('grouped-' + RUN, custom)))
    assert result.result_status.value == enums.ResultStatus.SUCCESS, result.result_message
    kept['grouped'] = result.uuid
    assert client.locate(attributes=[attribute(enums.AttributeType.OBJECT_GROUP, 'group-' + RUN)]) == [kept['grouped']]
    if custom:
        assert client.locate(attributes=custom) == [kept['grouped']]
        other = Attribute(attribute_name=Attribute.AttributeName('x-purpose'),
                          attribute_value=primitives.TextString('disk', enums.Tags.ATTRIBUTE_VALUE))
        assert client.locate(attributes=[other]) == []
        _, found = client.get_attributes(kept['grouped'], ['x-purpose'])
        assert found[0].attribute_value.value == 'tape-' + RUN, found


@step('template')
def _():
    from kmip.core import secrets
    from kmip.core.attributes import Name
    from kmip.core.objects import TemplateAttribute
    if KMIP.value < 2.0:
        name = Name.create('template-' + RUN, enums.NameType.UNINTERPRETED_TEXT_STRING)
        content = [attribute(enums.AttributeType.CRYPTOGRAPHIC_ALGORITHM, enums.CryptographicAlgorithm.AES),
                   attribute(enums.AttributeType.CRYPTOGRAPHIC_LENGTH, 192),
                   attribute(enums.AttributeType.CRYPTOGRAPHIC_USAGE_MASK, MASK)]
        result = client.proxy.register(enums.ObjectType.TEMPLATE,
                                       TemplateAttribute(attributes=[attribute(enums.AttributeType.NAME, 'template-' + RUN)]),
                                       secrets.Template(attributes=content))
        assert result.result_status.value == enums.ResultStatus.SUCCESS, result.result_message
        made = client.proxy.create(enums.ObjectType.SYMMETRIC_KEY, TemplateAttribute(names=[name]))
        assert made.result_status.value == enums.ResultStatus.SUCCESS, made.result_message
        assert len(client.get(made.uuid).value) == 24
        got = client.proxy.get(result.uuid)
        names = [one.attribute_name.value for one in got.secret.attributes]
        assert names == ['Cryptographic Algorithm', 'Cryptographic Length', 'Cryptographic Usage Mask'], names
        client.destroy(result.uuid)


@step('modify and delete attribute')
def _():
    if KMIP.value < 2.0:
        client.modify_attribute(unique_identifier=kept['aes'], attribute=attribute(enums.AttributeType.NAME, 'new-' + RUN, 0))
    else:
        from kmip.core import objects as core
        from kmip.core.attributes import Name
        client.modify_attribute(unique_identifier=kept['aes'],
                                new_attribute=core.NewAttribute(attribute=Name.create('new-' + RUN, enums.NameType.UNINTERPRETED_TEXT_STRING)))
    assert client.locate(attributes=[attribute(enums.AttributeType.NAME, 'aes-' + RUN)]) == []
    assert client.locate(attributes=[attribute(enums.AttributeType.NAME, 'new-' + RUN)]) == [kept['aes']]
    if KMIP.value < 2.0:
        client.delete_attribute(unique_identifier=kept['aes'], attribute_name='Name', attribute_index=0)
    else:
        client.delete_attribute(unique_identifier=kept['aes'], current_attribute=core.CurrentAttribute(
            attribute=Name.create('new-' + RUN, enums.NameType.UNINTERPRETED_TEXT_STRING)))
    assert client.locate(attributes=[attribute(enums.AttributeType.NAME, 'new-' + RUN)]) == []


@step('read-only attribute is refused')
def _():
    if KMIP.value < 2.0:
        expect(R.PERMISSION_DENIED, client.modify_attribute, unique_identifier=kept['aes'],
               attribute=attribute(enums.AttributeType.STATE, enums.State.ACTIVE))


@step('activate, revoke, destroy')
def _():
    uid = kept['aes']
    client.activate(uid)
    _, found = client.get_attributes(uid, ['State', 'Activation Date'])
    assert found[0].attribute_value.value == enums.State.ACTIVE or found[1].attribute_value.value == enums.State.ACTIVE
    state_refused = R.PERMISSION_DENIED if KMIP.value < 2.0 else R.WRONG_KEY_LIFECYCLE_STATE
    expect(state_refused, client.activate, uid)
    expect(state_refused, client.destroy, uid)
    client.revoke(enums.RevocationReasonCode.CESSATION_OF_OPERATION, uid)
    client.destroy(uid)
    expect(R.ILLEGAL_OPERATION if KMIP.value < 2.0 else R.OBJECT_DESTROYED, client.get, uid)
    expect(R.PERMISSION_DENIED if KMIP.value < 2.0 else R.OBJECT_DESTROYED, client.destroy, uid)
    _, found = client.get_attributes(uid, ['State'])
    assert found[0].attribute_value.value == enums.State.DESTROYED


@step('revoke for compromise')
def _():
    client.revoke(enums.RevocationReasonCode.KEY_COMPROMISE, kept['registered'], 'lost', 6)
    _, found = client.get_attributes(kept['registered'], ['State', 'Compromise Occurrence Date'])
    assert len(found) == 2, found
    client.destroy(kept['registered'])


@step('unknown and malformed identifiers')
def _():
    expect(NOT_FOUND, client.get, str(uuid.uuid4()))
    expect(NOT_FOUND, client.get, '1')
    expect(NOT_FOUND, client.destroy, 'x' * 300)


@step('a taken name is refused')
def _():
    expect(R.INVALID_FIELD if KMIP.value < 2.0 else R.NON_UNIQUE_NAME_ATTRIBUTE, client.create,
           enums.CryptographicAlgorithm.AES, 256, name='grouped-' + RUN, cryptographic_usage_mask=MASK)


@step('a wrong key length is refused')
def _():
    expect(R.INVALID_FIELD, client.create, enums.CryptographicAlgorithm.AES, 200, cryptographic_usage_mask=MASK)


@step('query and discover versions')
def _():
    result = client.proxy.query(query_functions=[enums.QueryFunction.QUERY_OPERATIONS, enums.QueryFunction.QUERY_OBJECTS,
                                                 enums.QueryFunction.QUERY_SERVER_INFORMATION])
    assert result.result_status.value == enums.ResultStatus.SUCCESS, result.result_message
    operations = [o if isinstance(o, enums.Operation) else o.value for o in result.operations]
    assert enums.Operation.GET in operations and enums.Operation.DERIVE_KEY in operations, operations
    for since_1_2 in (enums.Operation.ENCRYPT, enums.Operation.MAC):
        assert (since_1_2 in operations) == (KMIP.value >= 1.2), operations
    assert (enums.Operation.DISCOVER_VERSIONS in operations) == (KMIP.value > 1.0)
    if KMIP.value > 1.0:
        result = client.proxy.discover_versions()
        assert ProtocolVersion(1, 4) in result.protocol_versions, result.protocol_versions


@step('derive key')
def _():
    base = client.create(enums.CryptographicAlgorithm.AES, 256, cryptographic_usage_mask=[enums.CryptographicUsageMask.DERIVE_KEY])
    client.activate(base)
    derived = client.derive_key(enums.ObjectType.SYMMETRIC_KEY, [base], enums.DerivationMethod.HASH,
                                {'cryptographic_parameters': {'hashing_algorithm': enums.HashingAlgorithm.SHA_256}},
                                cryptographic_length=256, cryptographic_algorithm=enums.CryptographicAlgorithm.AES,
                                cryptographic_usage_mask=MASK)
    assert client.get(derived).value == hashlib.sha256(client.get(base).value).digest()


@step('encrypt and decrypt')
def _():
    if KMIP.value >= 1.2:
        key = client.create(enums.CryptographicAlgorithm.AES, 256, cryptographic_usage_mask=MASK)
        how = {'block_cipher_mode': enums.BlockCipherMode.CBC, 'padding_method': enums.PaddingMethod.PKCS5}
        expect((R.WRONG_KEY_LIFECYCLE_STATE, R.PERMISSION_DENIED), client.encrypt, b'attack at dawn', key, how, b'\x01' * 16)
        client.activate(key)
        ciphertext, _iv = client.encrypt(b'attack at dawn', key, how, b'\x01' * 16)
        assert len(ciphertext) == 16 and ciphertext != b'attack at dawn', ciphertext
        assert client.decrypt(ciphertext, key, how, b'\x01' * 16) == b'attack at dawn'


@step('mac')
def _():
    if KMIP.value >= 1.2:
        key = client.create(enums.CryptographicAlgorithm.HMAC_SHA256, 256, cryptographic_usage_mask=[enums.CryptographicUsageMask.MAC_GENERATE])
        client.activate(key)
        _uid, first = client.mac(b'attack at dawn', key, enums.CryptographicAlgorithm.HMAC_SHA256)
        _uid, again = client.mac(b'attack at dawn', key, enums.CryptographicAlgorithm.HMAC_SHA256)
        assert len(first) == 32 and first == again, first


client.close()
sys.exit(1 if failures else 0)
