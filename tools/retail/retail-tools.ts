import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { calculate } from '../shared/calculate.ts';
import { think } from '../shared/think.ts';
import { transferToHumanAgents } from '../shared/transfer-to-human-agents.ts';
import { cancelPendingOrder } from './cancel-pending-order.ts';
import { exchangeDeliveredOrderItems } from './exchange-delivered-order-items.ts';
import { findUserIdByEmail } from './find-user-id-by-email.ts';
import { findUserIdByNameZip } from './find-user-id-by-name-zip.ts';
import { getOrderDetails } from './get-order-details.ts';
import { getProductDetails } from './get-product-details.ts';
import { getUserDetails } from './get-user-details.ts';
import { listAllProductTypes } from './list-all-product-types.ts';
import { modifyPendingOrderAddress } from './modify-pending-order-address.ts';
import { modifyPendingOrderItems } from './modify-pending-order-items.ts';
import { modifyPendingOrderPayment } from './modify-pending-order-payment.ts';
import { modifyUserAddress } from './modify-user-address.ts';
import { returnDeliveredOrderItems } from './return-delivered-order-items.ts';

/** The retail agent's tools over the shop's records. */
export function retailTools(records: Records): readonly Tool[] {
  return [
    calculate(),
    cancelPendingOrder(records),
    exchangeDeliveredOrderItems(records),
    findUserIdByEmail(records),
    findUserIdByNameZip(records),
    getOrderDetails(records),
    getProductDetails(records),
    getUserDetails(records),
    listAllProductTypes(records),
    modifyPendingOrderAddress(records),
    modifyPendingOrderItems(records),
    modifyPendingOrderPayment(records),
    modifyUserAddress(records),
    returnDeliveredOrderItems(records),
    think(),
    transferToHumanAgents(),
  ];
}
